import { useEventListener, useTimeoutFn } from '@vueuse/core'
import { restAfter } from '../api/backoff'

const MINUTE_MS = 60_000
/** Pages opened together must not all send their requests together. */
const SPREAD = 0.2

/**
 * Runs a task about every minute, and at once when the viewer returns after a longer pause. Returns a function that
 * delays the next run for as long as the server asks after a failure.
 *
 * @param whileHidden run it also while the page is hidden
 * @param minutes the time between two runs
 */
export function useEveryMinute(task: () => void, whileHidden: boolean, minutes = 1) {
  let delay = 0
  let due = 0
  const { start } = useTimeoutFn(run, () => delay, { immediate: false })
  schedule()

  function schedule(rest = 0) {
    delay = Math.max(minutes * MINUTE_MS * (1 + SPREAD * (Math.random() - 0.5)), rest)
    due = Date.now() + delay
    start()
  }

  // On a hidden page the task stays due until the viewer returns.
  function run() {
    if (!whileHidden && document.visibilityState !== 'visible') return
    task()
    schedule()
  }

  // Timers stop while the device sleeps, and browsers delay them in background tabs.
  function runIfDue() {
    if (document.visibilityState === 'visible' && Date.now() >= due) run()
  }

  useEventListener(window, 'online', runIfDue)
  useEventListener(document, 'visibilitychange', runIfDue)

  return (failure: unknown) => {
    const rest = restAfter(failure)
    if (Date.now() + rest > due) schedule(rest)
  }
}
