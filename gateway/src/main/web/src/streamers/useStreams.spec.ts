import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { flushPromises, runInScope } from '../testing/mount'
import { ApiError } from '../api/api'
import type { FoundStreams, Stream } from '../contract/contract'
import { eventsWait, useStreams } from './useStreams'

const findStreams = vi.hoisted(() =>
  vi.fn<(logins: readonly string[], signal: AbortSignal) => Promise<FoundStreams>>(),
)
vi.mock(import('../api/api'), async (original) => ({ ...(await original()), findStreams }))

const live: Stream = { live: true, title: 'Hi', category: 'Chess', viewers: 7, startedAt: null }
const answer = (logins: readonly string[]): FoundStreams => ({
  streams: logins.map((login) => ({ id: login, login, name: login, avatar: '', stream: live })),
  consent: true,
})
const look = (state: DocumentVisibilityState) =>
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  look('visible')
  findStreams.mockReset()
  findStreams.mockImplementation((logins) => Promise.resolve(answer(logins)))
  return () => vi.useRealTimers()
})

const start = (...logins: string[]) => {
  const wanted = ref<readonly string[]>(logins)
  return { wanted, ...runInScope(() => ({ streams: useStreams(wanted) })) }
}
const asked = () => findStreams.mock.calls.map(([logins]) => logins)

describe('streams', () => {
  it('are fetched together, and again after a minute', async () => {
    const { streams } = start('tfue', 'luna')
    await flushPromises()
    expect(streams.value.get('luna')).toEqual(live)
    expect(asked()).toEqual([['tfue', 'luna']])

    await vi.advanceTimersByTimeAsync(59_000)
    expect(asked()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked()).toHaveLength(2)
  })

  it('are not fetched again for as long as the server asks', async () => {
    findStreams.mockRejectedValueOnce(new ApiError(503, 'Busy.', Date.now() + 90_000))
    start('tfue')
    await vi.advanceTimersByTimeAsync(89_000)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(asked()).toHaveLength(1)

    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked()).toHaveLength(2)
  })

  it('are not fetched while the page is hidden, but when the viewer returns', async () => {
    start('tfue')
    look('hidden')
    await vi.advanceTimersByTimeAsync(300_000)
    expect(asked()).toHaveLength(1)

    look('visible')
    document.dispatchEvent(new Event('visibilitychange'))
    document.dispatchEvent(new Event('visibilitychange'))
    expect(asked()).toHaveLength(2)
  })

  it('are fetched at once for a new login, but not for a removed one', async () => {
    const { wanted } = start('tfue')
    wanted.value = ['tfue', 'luna']
    await flushPromises()
    wanted.value = ['luna']
    await flushPromises()

    expect(asked()).toEqual([['tfue'], ['tfue', 'luna']])
  })

  it('stay unchanged when the server does not answer', async () => {
    const { streams } = start('tfue')
    await flushPromises()
    findStreams.mockRejectedValue(new Error('Nothing'))
    await vi.advanceTimersByTimeAsync(60_000)

    expect(asked()).toHaveLength(2)
    expect(streams.value.get('tfue')).toEqual(live)
  })

  it('tell whether events wait at the server', async () => {
    start('tfue')
    findStreams.mockResolvedValueOnce({ ...answer(['tfue']), eventsWait: true })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(eventsWait.value).toBe(true)

    await vi.advanceTimersByTimeAsync(60_000)
    expect(eventsWait.value).toBe(false)
  })

  it('are no longer fetched after the component is gone', async () => {
    start('tfue').leave()
    await vi.advanceTimersByTimeAsync(300_000)
    document.dispatchEvent(new Event('visibilitychange'))

    expect(asked()).toHaveLength(1)
  })

  it('are not fetched for an empty list', () => {
    start()

    expect(asked()).toEqual([])
  })
})
