import { onScopeDispose } from 'vue'

/** The server gives a streamer up of whom nobody said for five minutes that they still watch. */
const EVERY_MS = 60_000
/** So that not all pages ask in the same moment. */
const SPREAD = 0.2

/** Where there is no live feed: looks every minute, and at once on coming back after longer. */
export function useRenewal(look: () => void) {
  let due = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  plan()

  function plan() {
    const pause = EVERY_MS * (1 + SPREAD * (Math.random() - 0.5))
    due = Date.now() + pause
    clearTimeout(timer)
    timer = setTimeout(renew, pause)
  }

  function renew() {
    look()
    plan()
  }

  // A timer does not run while the device sleeps, and may run late in the background.
  function comeBack() {
    if (document.visibilityState === 'visible' && Date.now() >= due) renew()
  }

  window.addEventListener('online', comeBack)
  document.addEventListener('visibilitychange', comeBack)
  onScopeDispose(() => {
    clearTimeout(timer)
    window.removeEventListener('online', comeBack)
    document.removeEventListener('visibilitychange', comeBack)
  })
}
