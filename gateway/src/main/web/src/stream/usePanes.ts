import { computed, type Ref } from 'vue'
import { useStored } from '../storage/useStored'

export type Pane = 'events' | 'chat' | 'both' | 'info'

/** Beside the video, or below it where there is a single column. */
const PANES: Record<'wide' | 'narrow', readonly Pane[]> = {
  wide: ['events', 'chat', 'both'],
  narrow: ['events', 'chat', 'info'],
}

/** The part of the page that is shown with the video; each layout remembers its own. */
export function usePanes(narrow: Readonly<Ref<boolean>>) {
  const wide = useStored<string>('pane', 'both')
  const phone = useStored<string>('pane-narrow', 'events')

  const panes = computed(() => PANES[narrow.value ? 'narrow' : 'wide'])
  const pane = computed<Pane>({
    get: () => {
      const stored = narrow.value ? phone.value : wide.value
      return panes.value.find((known) => known === stored) ?? 'events'
    },
    set: (chosen) => {
      ;(narrow.value ? phone : wide).value = chosen
    },
  })
  return { panes, pane }
}
