import { computed, onMounted, ref, watch, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import type { FeedEntry } from './entries/feed'
import { holdsEvent, type FeedRow } from './rows/feedRow'

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
  const shown = ref('')
  const trouble = computed<LinkTrouble | undefined>(() => {
    if (id.value === '' || shown.value === id.value) return undefined
    const entry = feed.value.find(({ event }) => event.id === id.value)
    // An event without a row of its own waits for the end of a pause, or another row tells it better.
    if (entry) return accepts.value(entry) ? undefined : 'hidden'
    return isComplete.value ? 'missing' : undefined
  })

  function look() {
    if (!listed.value || id.value === '' || shown.value === id.value) return
    const found = rows.value.find((row) => holdsEvent(row, id.value))
    if (!found) return
    shown.value = id.value
    show(found)
  }

  // A row can be shown only after it was drawn.
  onMounted(look)
  watch([id, rows, listed], look, { flush: 'post' })

  return { linked: id, trouble }
}
