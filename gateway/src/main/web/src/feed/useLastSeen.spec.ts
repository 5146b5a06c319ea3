import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { told } from '../testing/events'
import { runInScope } from '../testing/mount'
import { remembered } from './entries/feed'
import { useLastSeen } from './useLastSeen'

const NOON = Date.parse('2026-08-01T12:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ now: NOON })
  return () => vi.useRealTimers()
})

const visit = (login: string, minute = 0) =>
  runInScope(() => {
    const feed = ref([remembered(told('1', minute, 'raid.in'))])
    return { since: useLastSeen(ref(login), feed) }
  })

it('knows for each streamer when the viewer left', async () => {
  const first = visit('tfue')
  expect(first.since.value).toBe(0)
  first.leave()
  await nextTick()
  vi.setSystemTime(NOON + 60_000)

  expect(visit('tfue').since.value).toBe(NOON)
  expect(visit('ada').since.value).toBe(0)
})

it('counts the time out of view as an absence', async () => {
  const { since } = visit('bo')
  const state = vi.spyOn(document, 'visibilityState', 'get')
  const turn = async (now: DocumentVisibilityState) => {
    state.mockReturnValue(now)
    document.dispatchEvent(new Event('visibilitychange'))
    await nextTick()
  }
  vi.setSystemTime(NOON + 60_000)
  await turn('hidden')
  expect(since.value).toBe(0)

  vi.setSystemTime(NOON + 120_000)
  await turn('visible')
  expect(since.value).toBe(NOON + 60_000)
})

it('calls no event new that was seen, on a device whose clock is late', async () => {
  visit('cy', 5).leave()
  await nextTick()

  expect(visit('cy').since.value).toBe(NOON + 5 * 60_000)
})
