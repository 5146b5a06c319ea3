import { computed, shallowRef, watch, type Ref } from 'vue'
import type { FeedEntry } from './entries/feed'

/** Shows the feed as it was when it was frozen, and counts the matching events that came since. */
export function useFrozenFeed(
  feed: Readonly<Ref<readonly FeedEntry[]>>,
  frozen: Readonly<Ref<boolean>>,
  accepts: Readonly<Ref<(entry: FeedEntry) => boolean>>,
) {
  const snapshot = shallowRef<readonly FeedEntry[] | null>(null)
  let lastArrival = 0

  const entries = computed(() => snapshot.value ?? feed.value)
  const waiting = computed(() =>
    snapshot.value === null
      ? 0
      : feed.value.filter((entry) => entry.arrival > lastArrival && accepts.value(entry)).length,
  )

  watch(
    frozen,
    (isFrozen) => {
      lastArrival = feed.value.reduce((last, { arrival }) => Math.max(last, arrival), 0)
      snapshot.value = isFrozen ? feed.value : null
    },
    { flush: 'sync', immediate: true },
  )

  return { entries, waiting }
}
