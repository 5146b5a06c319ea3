import { useTimeoutFn } from '@vueuse/core'
import { shallowRef } from 'vue'
import { Feed, type FeedEntry } from './feed'

const DRAW_EVERY_MS = 100

/** A feed to display. A burst is drawn a few times a second, a single event at once. */
export function useFeed(initial: readonly FeedEntry[]) {
  const kept = new Feed()
  kept.add(initial)
  const feed = shallowRef(kept.snapshot())
  let changed = false
  // Not an animation frame: feeds in hidden tabs must also be drawn and counted.
  const { isPending, start } = useTimeoutFn(draw, DRAW_EVERY_MS, { immediate: false })

  function add(arrivals: readonly FeedEntry[]) {
    const added = kept.add(arrivals)
    if (added.length > 0) {
      changed = true
      if (!isPending.value) draw()
    }
    return added
  }

  function draw() {
    if (!changed) return
    changed = false
    feed.value = kept.snapshot()
    start()
  }

  return { feed, add }
}
