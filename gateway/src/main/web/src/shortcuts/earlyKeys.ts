import { useEventListener } from '@vueuse/core'
import { ref, watch } from 'vue'

const MAX_KEYS = 10
const MEANT_MS = 10_000

export const TEXT_FIELDS = 'input, textarea, select, [contenteditable]'

/**
 * Keeps the keys that are pressed while a stream is shown but the code of the shortcuts has not loaded, until it takes
 * them. The first stream also gets the keys from before the page's own code ran.
 */
export function useEarlyKeys(shown: () => boolean) {
  let pressed: KeyboardEvent[] = []
  const waiting = ref(false)
  watch(
    shown,
    (now) => {
      pressed = now ? (window.takePageKeys?.() ?? []).filter(isShortcut) : []
      waiting.value = now
    },
    { immediate: true },
  )
  useEventListener(
    () => (waiting.value ? document : null),
    'keydown',
    (event: KeyboardEvent) => {
      if (isShortcut(event) && pressed.length < MAX_KEYS) pressed.push(event)
    },
  )
  /** Ends the collection, and returns the keys that the viewer still expects to act. */
  return () => {
    waiting.value = false
    const since = performance.now() - MEANT_MS
    return pressed.splice(0).filter((event) => event.timeStamp > since)
  }
}

/** Whether a key belongs to the page, not to a text field, a dialog, the browser or the system. */
export function isShortcut(event: KeyboardEvent) {
  const { target, key, altKey, ctrlKey, metaKey, isComposing, defaultPrevented, repeat } = event
  if (defaultPrevented || isComposing || repeat || altKey || ctrlKey || metaKey) return false
  if ([...key].length !== 1) return false
  return !(target instanceof Element && target.closest(`${TEXT_FIELDS}, dialog`))
}
