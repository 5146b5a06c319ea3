import { beforeEach, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { ApiError, watchStreamer } from '../api/api'
import type { OpenedStream } from '../contract/contract'
import { byTestId, flushPromises, mount } from '../testing/mount'
import FeedView from './FeedView.vue'

vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  watchStreamer: vi.fn(),
  unwatchStreamer: vi.fn().mockResolvedValue(undefined),
}))
vi.mock('./views', () => ({}))
vi.mock('../stream/StreamView.vue', () => ({ default: () => h('p', 'Opened') }))

const streamer = { id: '1', login: 'tfue', name: 'Tfue', avatar: '' }

async function open() {
  const place = await mount(FeedView, {}, '/feed?streamer=tfue')
  await flushPromises()
  return place
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.mocked(watchStreamer)
    .mockReset()
    .mockResolvedValue({ streamer, channels: ['tfue'] } as OpenedStream)
  return () => vi.useRealTimers()
})

it('recovers from a temporary problem, which it tells until then', async () => {
  vi.mocked(watchStreamer).mockRejectedValueOnce(new ApiError(503, 'Busy.'))
  const place = await open()
  expect(byTestId(place, 'feed-problem')?.textContent).toContain('Busy.')

  await vi.advanceTimersByTimeAsync(10_000)
  expect(byTestId(place, 'feed-problem')).toBeNull()
  expect(place.textContent).toContain('Opened')
})

it('tries again on request after a lasting problem', async () => {
  vi.mocked(watchStreamer).mockRejectedValueOnce(new ApiError(404, 'There is no such streamer.'))
  const place = await open()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(byTestId(place, 'feed-problem')?.textContent).toContain('There is no such streamer.')

  byTestId(place, 'feed-again')?.click()
  await flushPromises()
  expect(byTestId(place, 'feed-problem')).toBeNull()
  expect(place.textContent).toContain('Opened')
})
