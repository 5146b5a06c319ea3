import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { ApiError, type StreamListQuery } from '../api/api'
import type { FoundStreams } from '../contract/contract'
import { flushPromises, runInScope } from '../testing/mount'
import { useStreamList } from './useStreamList'

const listStreams = vi.hoisted(() =>
  vi.fn<(query: StreamListQuery, signal: AbortSignal) => Promise<FoundStreams>>(),
)
vi.mock(import('../api/api'), async (original) => ({ ...(await original()), listStreams }))

const none = { consent: true, streams: [] }

function start() {
  const query = shallowRef<StreamListQuery>({ list: 'popular' })
  return { query, ...runInScope(() => useStreamList(query)) }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  listStreams.mockReset().mockResolvedValue(none)
  return () => vi.useRealTimers()
})

it('is unknown until the first answer', async () => {
  const { streams, failed } = start()
  expect([streams.value, failed.value]).toEqual([undefined, false])

  await flushPromises()
  expect([streams.value, failed.value]).toEqual([[], false])
})

it('says that a consent is missing', async () => {
  listStreams.mockResolvedValue({ consent: false, streams: [] })
  const { consent } = start()
  await flushPromises()

  expect(consent.value).toBe(false)
})

it('fails only without an older answer', async () => {
  listStreams.mockRejectedValue(new Error('down'))
  const { failed } = start()
  await flushPromises()
  expect(failed.value).toBe(true)

  listStreams.mockResolvedValue(none)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(failed.value).toBe(false)

  listStreams.mockRejectedValue(new Error('down'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(failed.value).toBe(false)
})

it('drops the late answer to an earlier query', async () => {
  const answers: ((found: FoundStreams) => void)[] = []
  listStreams.mockImplementation(() => new Promise((resolve) => answers.push(resolve)))
  const { query, consent, streams } = start()
  query.value = { list: 'popular', language: 'de' }
  await nextTick()
  answers[1]?.(none)
  await flushPromises()
  answers[0]?.({ consent: false, streams: [] })
  await flushPromises()

  expect([streams.value, consent.value]).toEqual([[], true])
  expect(listStreams.mock.calls.map(([{ language }]) => language)).toEqual([undefined, 'de'])
})

it('waits for as long as the server asks', async () => {
  listStreams.mockRejectedValueOnce(new ApiError(503, 'Busy.', Date.now() + 90_000))
  start()
  await vi.advanceTimersByTimeAsync(89_000)
  expect(listStreams).toHaveBeenCalledOnce()

  await vi.advanceTimersByTimeAsync(2_000)
  expect(listStreams).toHaveBeenCalledTimes(2)
})
