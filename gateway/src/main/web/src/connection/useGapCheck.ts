import { onScopeDispose } from 'vue'
import { onPageReturn } from './pageReturn'

/** A connection that died with the network only hangs. */
const TIMEOUT_MS = 2_500
/** The signs of one return come together. */
const APART_MS = 1_000

/**
 * Fetches events once when the page returns to the foreground, beside the live connection, which
 * can have missed some without a sign. A newer check replaces a running one.
 */
export function useGapCheck(
  read: (signal: AbortSignal, slept: number) => Promise<void>,
  onFailure: () => void,
) {
  let running: AbortController | undefined
  let began = 0

  function check(slept = 0) {
    if (Date.now() - began < APART_MS) return
    began = Date.now()
    running?.abort()
    running = new AbortController()
    void run(running.signal, slept)
  }

  async function run(signal: AbortSignal, slept: number) {
    try {
      await read(AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]), slept)
    } catch {
      if (!signal.aborted) onFailure()
    }
  }

  onPageReturn(check)
  onScopeDispose(() => running?.abort())

  return check
}
