import { computed, onMounted, ref, watch, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import type { FeedEntry } from './entries/feed'
import type { FeedRow } from './rows/feedRow'
import { rowAmong, tellersOf } from './rows/feedRows'

/** The reason why the event of a link is not shown: it is no longer kept, or the filter hides it. */
export type LinkTrouble = 'missing' | 'hidden'

/** The event that the address links to: shown when found in a row, or else the reason why it is not. */
export function useLinkedEvent(
  feed: Readonly<Ref<readonly FeedEntry[]>>,
  accepts: Readonly<Ref<(entry: FeedEntry) => boolean>>,
  rows: Readonly<Ref<readonly FeedRow[]>>,
  isComplete: Readonly<Ref<boolean>>,
  listed: Readonly<Ref<boolean>>,
  show: (row: FeedRow) => void,
) {
  const route = useRoute()
  const id = computed(() => String(route.query.event ?? ''))
  const tellers = computed(() => (id.value === '' ? [] : tellersOf(feed.value, id.value)))
  /** The id of the event that is shown for it. */
  const linked = computed(() => tellers.value.find(accepts.value)?.event.id ?? id.value)
  const shown = ref('')
  const trouble = computed<LinkTrouble | undefined>(() => {
    if (id.value === '' || shown.value === id.value) return undefined
    // An event without a row waits for the end of a pause.
    if (tellers.value.length > 0) return tellers.value.some(accepts.value) ? undefined : 'hidden'
    return isComplete.value ? 'missing' : undefined
  })

  function look() {
    if (!listed.value || id.value === '' || shown.value === id.value) return
    const found = rowAmong(rows.value, tellers.value)
    if (!found) return
    shown.value = id.value
    show(found)
  }

  // A row can be shown only after it was drawn.
  onMounted(look)
  watch([id, rows, listed], look, { flush: 'post' })

  return { linked, trouble }
}
