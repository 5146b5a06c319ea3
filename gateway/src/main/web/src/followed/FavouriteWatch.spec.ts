import { beforeEach, expect, it, vi } from 'vitest'
import type { FoundStreams } from '../contract/contract'
import { useKnownStreamers } from '../streamers/useKnownStreamers'
import { flushPromises, mount } from '../testing/mount'
import FavouriteWatch from './FavouriteWatch.vue'

const findStreams = vi.hoisted(() => vi.fn<() => Promise<FoundStreams>>())
vi.mock('../api/api', () => ({ findStreams }))

const tfue = { login: 'tfue', name: 'Tfue', avatar: '' }
const found = (live: boolean): FoundStreams => ({
  streams: [
    {
      ...tfue,
      id: '1',
      stream: { live, title: '', category: '', viewers: 1, startedAt: live ? 'then' : null },
    },
  ],
  consent: true,
})
const onLive = vi.fn()
const aMinute = () => vi.advanceTimersByTimeAsync(60_000)

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  onLive.mockReset()
  findStreams.mockReset()
  const { isFavourite, toggleFavourite } = useKnownStreamers()
  if (!isFavourite('tfue')) toggleFavourite(tfue)
  return () => vi.useRealTimers()
})

it('tells that a favourite went live, though no channel is open and the page is hidden', async () => {
  findStreams.mockResolvedValue(found(false))
  await mount(FavouriteWatch, { onLive })
  await flushPromises()
  findStreams.mockResolvedValue(found(true))
  await aMinute()
  await aMinute()

  expect(onLive.mock.calls).toEqual([[tfue, 'then']])
})

it('tells nothing of a favourite that was live before', async () => {
  findStreams.mockResolvedValue(found(true))
  await mount(FavouriteWatch, { onLive })
  await aMinute()

  expect(onLive).not.toHaveBeenCalled()
})

it('misses nothing through a failed request', async () => {
  findStreams.mockResolvedValue(found(false))
  await mount(FavouriteWatch, { onLive })
  await flushPromises()
  findStreams.mockRejectedValue(new Error('down'))
  await aMinute()
  findStreams.mockResolvedValue(found(true))
  await aMinute()

  expect(onLive).toHaveBeenCalledOnce()
})
