import { onScopeDispose, ref } from 'vue'
import { backoff } from '../api/backoff'

/** A notifier may need this long to write what others answer, while a process does not respond. */
const AGAIN_MS = 3_000

/** The second reading is given up after so many failures: a server that is away ends the connection, too. */
const MAX_REPEATS = 5

/**
 * Fetches events that Pusher did not deliver, since Pusher never replays. A new start cancels a
 * running fetch, which may be older than the subscription that it should complete.
 *
 * @param read gets whether it is the second reading
 * @param twice whether to fetch once more a little later, when the server has written everything
 */
export function useCatchUp(
  read: (signal: AbortSignal, again: boolean) => Promise<void>,
  twice = false,
) {
  const done = ref(false)
  const failing = ref(false)
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined

  function start(delay: number) {
    stop()
    timer = setTimeout(() => void run(), delay)
  }

  function stop() {
    done.value = false
    clearTimeout(timer)
    running?.abort()
  }

  async function run() {
    running = new AbortController()
    const { signal } = running
    try {
      await read(signal, false)
      failures = 0
      failing.value = false
      done.value = true
      if (twice) timer = setTimeout(() => void readAgain(signal), AGAIN_MS)
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      failing.value = true
      timer = setTimeout(() => void run(), backoff(failures, error))
    }
  }

  async function readAgain(signal: AbortSignal, failed = 0) {
    try {
      await read(signal, true)
    } catch (error) {
      if (signal.aborted || failed === MAX_REPEATS) return
      const delay = backoff(failed + 1, error)
      timer = setTimeout(() => void readAgain(signal, failed + 1), delay)
    }
  }

  onScopeDispose(stop)

  return { done, failing, start, stop }
}
