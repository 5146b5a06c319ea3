import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { anEvent } from '../testing/events'
import { runInScope } from '../testing/mount'
import { ApiError, watchStreamer } from '../api/api'
import type { OpenedStream, StreamEvent, Subscriptions } from '../contract/contract'
import { useSubscriptions } from './useSubscriptions'

vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  watchStreamer: vi.fn(),
}))

const revocations = shallowRef<StreamEvent[]>([])
const withSubscriptions = (more: Partial<Subscriptions>) =>
  ({
    streamer: { id: '1', login: 'tfue', name: 'Tfue', avatar: '' },
    subscriptions: { active: [], pending: [], refused: [], ...more },
  }) as unknown as OpenedStream

function open(more: Partial<Subscriptions>) {
  const opened = withSubscriptions(more)
  return runInScope(() => useSubscriptions(shallowRef(opened), opened.subscriptions, revocations))
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.mocked(watchStreamer).mockReset()
  revocations.value = []
})
afterEach(() => vi.useRealTimers())

it('asks again until nothing is pending', async () => {
  vi.mocked(watchStreamer)
    .mockResolvedValueOnce(withSubscriptions({ pending: ['channel.raid'] }))
    .mockResolvedValueOnce(withSubscriptions({ active: ['channel.raid'] }))
  const { subscriptions } = open({ pending: ['channel.raid'] })

  await vi.advanceTimersByTimeAsync(60_000)

  expect(subscriptions.value.active).toEqual(['channel.raid'])
  expect(watchStreamer).toHaveBeenCalledTimes(2)
})

it('asks no sooner than the server wants', async () => {
  vi.mocked(watchStreamer)
    .mockRejectedValueOnce(new ApiError(503, 'Busy.', Date.now() + 60_000))
    .mockResolvedValue(withSubscriptions({ active: ['channel.raid'] }))
  open({ pending: ['channel.raid'] })
  await vi.advanceTimersByTimeAsync(59_000)
  expect(watchStreamer).toHaveBeenCalledOnce()

  await vi.advanceTimersByTimeAsync(5_000)
  expect(watchStreamer).toHaveBeenCalledTimes(2)
})

it('clears a refusal once the subscription exists', async () => {
  vi.mocked(watchStreamer).mockResolvedValue(withSubscriptions({ active: ['channel.raid'] }))
  const { subscriptions } = open({
    refused: [{ type: 'channel.raid', cause: 'later', reason: 'Not now.' }],
  })

  await vi.advanceTimersByTimeAsync(60_000)

  expect(subscriptions.value.refused).toEqual([])
})

it('leaves the retries to useOpenedStream while the name is unknown', async () => {
  const nameless = {
    ...withSubscriptions({ refused: [{ type: 'channel.raid', cause: 'later', reason: 'Later.' }] }),
  }
  nameless.streamer = { ...nameless.streamer, id: '' }
  const watch = shallowRef(nameless)
  const { subscriptions } = runInScope(() =>
    useSubscriptions(watch, nameless.subscriptions, revocations),
  )
  await vi.advanceTimersByTimeAsync(600_000)
  expect(watchStreamer).not.toHaveBeenCalled()

  watch.value = withSubscriptions({ active: ['channel.raid'] })
  await nextTick()

  expect(subscriptions.value.active).toEqual(['channel.raid'])
})

it('gives up after a while, until the viewer asks again', async () => {
  vi.mocked(watchStreamer).mockResolvedValue(withSubscriptions({ pending: ['channel.raid'] }))
  const { givenUp, askAgain } = open({ pending: ['channel.raid'] })
  await vi.advanceTimersByTimeAsync(600_000)
  expect(givenUp.value).toBe(true)
  expect(watchStreamer).toHaveBeenCalledTimes(5)

  askAgain()
  expect(givenUp.value).toBe(false)
  expect(watchStreamer).toHaveBeenCalledTimes(6)
})

it('does not ask when nothing is pending', async () => {
  open({ active: ['channel.raid'] })
  await vi.advanceTimersByTimeAsync(60_000)

  expect(watchStreamer).not.toHaveBeenCalled()
})

it('asks after a revocation, because the server may have subscribed again', async () => {
  vi.mocked(watchStreamer).mockResolvedValue(withSubscriptions({ active: ['channel.raid'] }))
  const { subscriptions } = open({ active: ['channel.raid'] })
  revocations.value = [anEvent('r', 1, { details: { type: 'channel.raid' } })]
  await nextTick()
  expect(subscriptions.value.active).toEqual([])

  await vi.advanceTimersByTimeAsync(60_000)

  expect(subscriptions.value.active).toEqual(['channel.raid'])
})

it('asks again if Twitch ended a subscription while nothing was shown', async () => {
  vi.mocked(watchStreamer).mockResolvedValue(withSubscriptions({ active: [] }))
  revocations.value = [anEvent('r', 1, { details: { type: 'channel.raid' } })]
  const { subscriptions } = open({ active: ['channel.raid'] })

  await vi.advanceTimersByTimeAsync(2_000)

  expect(subscriptions.value.active).toEqual([])
})
