import { expect, it } from 'vitest'
import { ref, shallowRef } from 'vue'
import { anEvent } from '../testing/events'
import { runInScope } from '../testing/mount'
import { Feed, remembered, type FeedEntry } from './entries/feed'
import { useHeldFeed } from './useFrozenFeed'

it('shows the feed as it was, counts what has come since, and shows it in the end', () => {
  const kept = new Feed()
  kept.add([remembered(anEvent('a', 5))])
  const feed = shallowRef(kept.snapshot())
  const held = ref(false)
  const accepts = shallowRef(({ event }: FeedEntry) => event.type === 'channel.raid')
  const { entries, waiting } = runInScope(() => useHeldFeed(feed, held, accepts))
  const ids = () => entries.value.map(({ event }) => event.id)
  const add = (...entries: FeedEntry[]) => {
    kept.add(entries)
    feed.value = kept.snapshot()
  }

  held.value = true
  // Older than what is shown, but new all the same; and one that the viewer does not want to see.
  add(remembered(anEvent('b', 1)), remembered(anEvent('c', 6, { type: 'channel.follow' })))
  expect([ids(), waiting.value]).toEqual([['a'], 1])

  held.value = false
  expect([ids(), waiting.value]).toEqual([['c', 'a', 'b'], 0])

  held.value = true
  expect(waiting.value).toBe(0)
})
