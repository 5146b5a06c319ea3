import { useEventListener } from '@vueuse/core'

const MOST = 10
const MEANT_MS = 10_000

export const TEXT_FIELDS = 'input, textarea, select, [contenteditable]'

/** Keeps the keys that are pressed before the code of the shortcuts has loaded, until it takes them. */
export function useEarlyKeys() {
  const pressed: KeyboardEvent[] = []
  const stop = useEventListener(document, 'keydown', (event) => {
    if (isShortcut(event) && pressed.length < MOST) pressed.push(event)
  })
  /** Ends the collection, and returns the keys that the viewer still expects to act. */
  return () => {
    stop()
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
