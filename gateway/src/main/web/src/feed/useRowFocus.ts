import { nextTick, ref, type Ref } from 'vue'
import type { FeedRow } from './rows/feedRow'

interface Places {
  scrollToIndex(index: number, options: { align: 'center' }): void
}

/** Keyboard navigation of rows: a single tab stop, and keys to move between rows. */
export function useRowFocus(
  list: Readonly<Ref<HTMLElement | null>>,
  rows: () => readonly FeedRow[],
  places: Readonly<Ref<Places | null>>,
) {
  /** The row with the tab stop. */
  const current = ref('')

  function onKeyDown(event: KeyboardEvent) {
    if (!isOnRow(event) || event.altKey || event.ctrlKey || event.metaKey) return
    const all = rows()
    const from = all.findIndex(({ key }) => key === current.value)
    const to = destination(event.key, from, all.length - 1)
    if (to === undefined) return
    event.preventDefault()
    void moveTo(Math.min(Math.max(to, 0), all.length - 1))
  }

  async function moveTo(index: number) {
    const key = rows()[index]?.key
    if (key === undefined) return
    current.value = key
    await nextTick()
    if (focusOn(key)) return
    // The row is not drawn yet. It is centred, because the heading covers the edge.
    places.value?.scrollToIndex(index, { align: 'center' })
    requestAnimationFrame(() => requestAnimationFrame(() => focusOn(key)))
  }

  function focusOn(key: string) {
    const row = list.value?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"] summary`)
    row?.focus()
    row?.scrollIntoView({ block: 'nearest' })
    return row != null
  }

  function onFocusIn(event: FocusEvent) {
    const row = (event.target as Element).closest<HTMLElement>('[data-row]')
    if (row?.dataset.row) current.value = row.dataset.row
  }

  return { current, moveTo, onKeyDown, onFocusIn }
}

/** Keys inside an open row belong to its content. */
const isOnRow = ({ target }: Event) =>
  target instanceof Element && target.closest('.row-summary') !== null

function destination(key: string, from: number, last: number) {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return from + 1
    case 'ArrowUp':
    case 'k':
      return from - 1
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
