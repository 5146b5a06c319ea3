import { onScopeDispose, ref } from 'vue'
import { backoff } from '../api/backoff'

/**
 * Fetches events that Pusher did not deliver, since Pusher never replays. A new start cancels a
 * running fetch, which may be older than the subscription that it should complete.
 */
export function useCatchUp(read: (signal: AbortSignal) => Promise<void>) {
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
      await read(signal)
      failures = 0
      failing.value = false
      done.value = true
    } catch {
      if (signal.aborted) return
      failures += 1
      failing.value = true
      timer = setTimeout(() => void run(), backoff(failures))
    }
  }

  onScopeDispose(stop)

  return { done, failing, start, stop }
}
