import { getCurrentScope, onScopeDispose } from 'vue'

const TICK_MS = 1_000
/** A timer that fires this much late has slept, together with the page or the whole device. */
const ASLEEP_MS = 5_000
/** Each press into a frame and back focuses the window again. */
const FOCUS_APART_MS = 10_000

/**
 * Calls a listener when the page returns to the foreground: it becomes visible, leaves the
 * browser's cache, gets the focus, or wakes up, or the device gets a network. A connection can have
 * died meanwhile without a sign. Ends with the current scope, or with the returned function.
 *
 * @param listener gets the milliseconds for which the page slept
 */
export function onPageReturn(listener: (slept: number) => void) {
  let ticked = Date.now()
  let called = ticked
  const ticker = setInterval(tick, TICK_MS)

  function call() {
    const slept = Date.now() - ticked
    if (document.visibilityState !== 'visible') return
    ticked = called = Date.now()
    listener(slept)
  }

  function tick() {
    if (Date.now() - ticked > TICK_MS + ASLEEP_MS) call()
    ticked = Date.now()
  }

  function onFocus() {
    if (Date.now() - called > FOCUS_APART_MS) call()
  }

  function onPageShow({ persisted }: PageTransitionEvent) {
    if (persisted) call()
  }

  document.addEventListener('visibilitychange', call)
  window.addEventListener('online', call)
  window.addEventListener('focus', onFocus)
  window.addEventListener('pageshow', onPageShow)

  function stop() {
    clearInterval(ticker)
    document.removeEventListener('visibilitychange', call)
    window.removeEventListener('online', call)
    window.removeEventListener('focus', onFocus)
    window.removeEventListener('pageshow', onPageShow)
  }
  if (getCurrentScope()) onScopeDispose(stop)
  return stop
}
