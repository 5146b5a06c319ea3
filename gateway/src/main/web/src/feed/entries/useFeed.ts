import { onScopeDispose, shallowRef } from 'vue'
import { Feed, type FeedEntry } from './feed'

const DRAW_EVERY_MS = 100

/** A feed to show. A burst is drawn a few times a second, and a single event at once. */
export function useFeed(initial: readonly FeedEntry[]) {
  const kept = new Feed()
  kept.add(initial)
  const feed = shallowRef(kept.snapshot())
  let changed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function add(arrivals: readonly FeedEntry[]) {
    const added = kept.add(arrivals)
    if (added.length > 0) {
      changed = true
      // Not an animation frame: a feed in the background, too, is drawn and counted.
      if (timer === undefined) draw()
    }
    return added
  }

  function draw() {
    timer = undefined
    if (!changed) return
    changed = false
    feed.value = kept.snapshot()
    timer = setTimeout(draw, DRAW_EVERY_MS)
  }

  onScopeDispose(() => {
    clearTimeout(timer)
  })

  return { feed, add }
}
