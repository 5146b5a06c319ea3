import { computed, onMounted, ref, watch, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import type { FeedRow } from './rows/feedRow'

/** The event that the address links to: shown when found in a row, or else reported as missing. */
export function useLinkedEvent(
  rows: Readonly<Ref<readonly FeedRow[]>>,
  isComplete: Readonly<Ref<boolean>>,
  listed: Readonly<Ref<boolean>>,
  show: (row: FeedRow) => void,
) {
  const route = useRoute()
  const id = computed(() => String(route.query.event ?? ''))
  const shown = ref('')
  const missing = computed(() => id.value !== '' && shown.value !== id.value && isComplete.value)

  function look() {
    if (!listed.value || id.value === '' || shown.value === id.value) return
    const found = rows.value.find(({ members }) =>
      members.some(({ event }) => event.id === id.value),
    )
    if (!found) return
    shown.value = id.value
    show(found)
  }

  // A row can be shown only after it was drawn.
  onMounted(look)
  watch([id, rows, listed], look, { flush: 'post' })

  return { linked: id, missing }
}
