import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { flushPromises, mount } from '../testing/mount'
import { ApiError, watchStreamer } from '../api/api'
import type { Watch } from '../contract/contract'
import StreamSeat from './FollowedStream.vue'

vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  watchStreamer: vi.fn(),
  unwatchStreamer: vi.fn().mockResolvedValue(undefined),
}))
vi.mock('../stream/StreamView.vue', () => ({ default: { template: '<p />' } }))

const streamer = { id: '1', login: 'tfue', name: 'Tfue', avatar: 'https://example.org/a.png' }
const onRefused = vi.fn()
const onTold = vi.fn()

const open = async (shown: boolean) => {
  await mount(StreamSeat, { login: 'tfue', shown, onRefused, onTold })
  await flushPromises()
}

beforeEach(() => {
  vi.useFakeTimers()
  onRefused.mockReset()
  onTold.mockReset()
  vi.mocked(watchStreamer)
    .mockReset()
    .mockResolvedValue({ streamer, channels: ['tfue'] } as Watch)
})

afterEach(() => {
  vi.useRealTimers()
})

it('tells who sits there once the server has', async () => {
  await open(false)

  expect(onTold).toHaveBeenCalledWith({ name: 'Tfue', avatar: streamer.avatar })
})

it('waits out of view until a trouble of the server has passed', async () => {
  vi.mocked(watchStreamer)
    .mockRejectedValueOnce(new ApiError(503, 'Busy.'))
    .mockRejectedValueOnce(new ApiError(0, 'No answer.'))
  await open(false)
  await vi.advanceTimersByTimeAsync(10_000)

  expect(onRefused).not.toHaveBeenCalled()
  expect(onTold).toHaveBeenCalled()
})

it('gives the seat up where waiting cannot help', async () => {
  vi.mocked(watchStreamer).mockRejectedValue(new ApiError(404, 'Nobody is called so.'))
  await open(false)
  await vi.advanceTimersByTimeAsync(60_000)

  expect(onRefused.mock.calls).toEqual([['Nobody is called so.']])
  expect(watchStreamer).toHaveBeenCalledOnce()
})

it('tells whoever looks at it at once', async () => {
  vi.mocked(watchStreamer).mockRejectedValue(new ApiError(503, 'Busy.'))
  await open(true)

  expect(onRefused.mock.calls).toEqual([['Busy.']])
})
