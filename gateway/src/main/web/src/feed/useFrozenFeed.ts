import { computed, shallowRef, watch, type Ref } from 'vue'
import type { FeedEntry } from './entries/feed'

/** Shows the feed as it was when it was held, and counts what has come since. */
export function useHeldFeed(
  feed: Readonly<Ref<readonly FeedEntry[]>>,
  held: Readonly<Ref<boolean>>,
  accepts: Readonly<Ref<(entry: FeedEntry) => boolean>>,
) {
  const frozen = shallowRef<readonly FeedEntry[] | null>(null)
  let mark = 0

  const entries = computed(() => frozen.value ?? feed.value)
  const waiting = computed(() =>
    frozen.value === null
      ? 0
      : feed.value.filter((entry) => entry.arrival > mark && accepts.value(entry)).length,
  )

  watch(
    held,
    (isHeld) => {
      mark = feed.value.reduce((last, { arrival }) => Math.max(last, arrival), 0)
      frozen.value = isHeld ? feed.value : null
    },
    { flush: 'sync', immediate: true },
  )

  return { entries, waiting }
}
