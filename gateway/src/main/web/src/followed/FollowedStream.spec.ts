import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { flushPromises, mount } from '../testing/mount'
import { ApiError, watchStreamer } from '../api/api'
import type { OpenedStream } from '../contract/contract'
import FollowedStream from './FollowedStream.vue'

vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  watchStreamer: vi.fn(),
  unwatchStreamer: vi.fn().mockResolvedValue(undefined),
}))
const taken = vi.fn()
vi.mock('../stream/StreamView.vue', () => ({
  default: {
    props: ['takeEarlyKeys'],
    setup: ({ takeEarlyKeys }: { takeEarlyKeys: () => KeyboardEvent[] }) => {
      taken(takeEarlyKeys().map(({ key }) => key))
      return () => h('p')
    },
  },
}))

const streamer = { id: '1', login: 'tfue', name: 'Tfue', avatar: 'https://example.org/a.png' }
const onError = vi.fn()
const onUpdate = vi.fn()
const onReady = vi.fn()

const open = async (shown: boolean) => {
  const place = await mount(FollowedStream, { login: 'tfue', shown, onError, onUpdate, onReady })
  await flushPromises()
  return place
}

beforeEach(() => {
  vi.useFakeTimers()
  taken.mockReset()
  onError.mockReset()
  onUpdate.mockReset()
  onReady.mockReset()
  vi.mocked(watchStreamer)
    .mockReset()
    .mockResolvedValue({ streamer, channels: ['tfue'] } as OpenedStream)
})

afterEach(() => {
  vi.useRealTimers()
})

it('updates name and picture from the answer of the server', async () => {
  await open(false)

  expect(onUpdate).toHaveBeenCalledWith({ name: 'Tfue', avatar: streamer.avatar })
})

it('retries out of view while a problem of the server is temporary', async () => {
  vi.mocked(watchStreamer)
    .mockRejectedValueOnce(new ApiError(503, 'Busy.'))
    .mockRejectedValueOnce(new ApiError(0, 'No answer.'))
  await open(false)
  await vi.advanceTimersByTimeAsync(10_000)

  expect(onError).not.toHaveBeenCalled()
  expect(onUpdate).toHaveBeenCalled()
})

it('reports an error out of view where a retry cannot help', async () => {
  vi.mocked(watchStreamer).mockRejectedValue(new ApiError(404, 'There is no such streamer.'))
  await open(false)
  await vi.advanceTimersByTimeAsync(60_000)

  expect(onError.mock.calls).toEqual([['There is no such streamer.', false]])
  expect(watchStreamer).toHaveBeenCalledOnce()
})

it('reports a temporary problem in view, and retries until the stream opens', async () => {
  vi.mocked(watchStreamer)
    .mockRejectedValueOnce(new ApiError(503, 'Busy.'))
    .mockRejectedValueOnce(new ApiError(503, 'Busy.'))
  const place = await open(true)
  expect(onError.mock.calls).toEqual([['Busy.', true]])
  expect(place.querySelector('.skeleton')).toBeNull()

  await vi.advanceTimersByTimeAsync(10_000)
  expect(onError).toHaveBeenCalledTimes(2)
  expect(onReady).toHaveBeenCalledOnce()
})

it('opens the stream again no sooner than the server asks', async () => {
  vi.mocked(watchStreamer).mockRejectedValueOnce(new ApiError(503, 'Busy.', Date.now() + 60_000))
  await open(true)
  await vi.advanceTimersByTimeAsync(59_000)
  expect(watchStreamer).toHaveBeenCalledOnce()

  await vi.advanceTimersByTimeAsync(2_000)
  expect(onReady).toHaveBeenCalledOnce()
})

it('keeps keys that are pressed before the answer of the server', async () => {
  let answer: (stream: OpenedStream) => void = () => undefined
  vi.mocked(watchStreamer).mockReturnValue(new Promise((resolve) => (answer = resolve)))
  await open(true)
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'f' }))
  answer({ streamer, channels: ['tfue'] } as OpenedStream)
  await flushPromises()

  expect(taken.mock.calls).toEqual([[['f']]])
})
