import { onScopeDispose } from 'vue'

const MINUTE_MS = 60_000
/** So that not all pages ask in the same moment. */
const SPREAD = 0.2

/**
 * Looks about every minute, and at once on coming back after longer.
 *
 * @param whileHidden also while nobody sees the page
 */
export function useEveryMinute(look: () => void, whileHidden: boolean) {
  let due = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  plan()

  function plan() {
    const pause = MINUTE_MS * (1 + SPREAD * (Math.random() - 0.5))
    due = Date.now() + pause
    clearTimeout(timer)
    timer = setTimeout(pass, pause)
  }

  // Hidden it stays due, and is done on coming back.
  function pass() {
    if (!whileHidden && document.visibilityState !== 'visible') return
    look()
    plan()
  }

  // A timer does not run while the device sleeps, and may run late in the background.
  function comeBack() {
    if (document.visibilityState === 'visible' && Date.now() >= due) pass()
  }

  window.addEventListener('online', comeBack)
  document.addEventListener('visibilitychange', comeBack)
  onScopeDispose(() => {
    clearTimeout(timer)
    window.removeEventListener('online', comeBack)
    document.removeEventListener('visibilitychange', comeBack)
  })
}
