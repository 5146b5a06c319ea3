import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { anEvent, person, told } from '../testing/events'
import type { StreamEvent } from '../contract/contract'
import type { Action } from '../contract/facts'
import { runInScope } from '../testing/mount'
import { arrivedOn, Feed, remembered, type FeedEntry } from './entries/feed'
import { useAnnouncer } from './useAnnouncer'

const kept = () => {
  const feed = new Feed()
  feed.add([remembered(anEvent('before', 0))])
  const shown = shallowRef(feed.snapshot())
  const add = async (...entries: FeedEntry[]) => {
    feed.add(entries)
    shown.value = feed.snapshot()
    await nextTick()
  }
  return { shown, add }
}

const news = (id: string, action: Action = 'raid.in') =>
  arrivedOn('tfue', told(id, 1, action, { actor: person(id) }))
const everything = shallowRef(() => true)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('announces a single event with its headline at once', async () => {
  const { shown, add } = kept()
  const { line } = runInScope(() => useAnnouncer(shown, everything))
  expect(line.value).toBe('')

  await add(news('a'))

  expect(line.value).toBe('Raided by a')
})

it('announces a burst as numbers after a pause', async () => {
  const { shown, add } = kept()
  const { line } = runInScope(() => useAnnouncer(shown, everything))
  await add(news('a'))
  await add(news('b', 'follow'), news('c', 'follow'))
  await add(news('d'))
  expect(line.value).toBe('Raided by a')

  vi.advanceTimersByTime(5_000)

  expect(line.value).toBe('3 new events. Follow: 2 and Raid: 1.')
})

it('does not announce missed or hidden events', async () => {
  const { shown, add } = kept()
  const raids = shallowRef(({ event }: FeedEntry) => event.details.action === 'raid.in')
  const { line } = runInScope(() => useAnnouncer(shown, raids))

  await add(remembered(anEvent('missed', 1)), news('follow', 'follow'))

  expect(line.value).toBe('')
})

it('lets each new event be heard that fits the filter', async () => {
  const { shown, add } = kept()
  const hear = vi.fn<(event: StreamEvent) => void>()
  const raids = shallowRef(({ event }: FeedEntry) => event.id !== 'hidden')
  runInScope(() => useAnnouncer(shown, raids, hear))

  await add(news('hidden'), news('a'))
  await add(news('b'))

  expect(hear.mock.calls.map(([{ id }]) => id)).toEqual(['a', 'b'])
})
