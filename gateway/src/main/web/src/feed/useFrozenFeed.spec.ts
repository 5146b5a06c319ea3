import { expect, it } from 'vitest'
import { ref, shallowRef } from 'vue'
import { anEvent } from '../testing/events'
import { runInScope } from '../testing/mount'
import { Feed, remembered, type FeedEntry } from './entries/feed'
import { useFrozenFeed } from './useFrozenFeed'

it('shows the feed as it was, counts new events, and shows them afterwards', () => {
  const kept = new Feed()
  kept.add([remembered(anEvent('a', 5))])
  const feed = shallowRef(kept.snapshot())
  const frozen = ref(false)
  const accepts = shallowRef(({ event }: FeedEntry) => event.type === 'channel.raid')
  const { entries, waiting } = runInScope(() => useFrozenFeed(feed, frozen, accepts))
  const ids = () => entries.value.map(({ event }) => event.id)
  const add = (...entries: FeedEntry[]) => {
    kept.add(entries)
    feed.value = kept.snapshot()
  }

  frozen.value = true
  // An older event that is new to the page, and an event that the filter excludes.
  add(remembered(anEvent('b', 1)), remembered(anEvent('c', 6, { type: 'channel.follow' })))
  expect([ids(), waiting.value]).toEqual([['a'], 1])

  frozen.value = false
  expect([ids(), waiting.value]).toEqual([['c', 'a', 'b'], 0])

  frozen.value = true
  expect(waiting.value).toBe(0)
})
