import { onScopeDispose, shallowRef } from 'vue'
import { watchStreamer } from '../api'
import { backoff } from '../backoff'
import type { Watch } from '../contract'

const ATTEMPTS = 5

/** What Twitch was asked for; while some of it waits, the server is asked a few more times. */
export function useSubscriptions(watch: Watch) {
  const subscriptions = shallowRef(watch.subscriptions)
  const stopped = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  function askLater(attempt: number) {
    if (subscriptions.value.pending.length === 0 || attempt > ATTEMPTS) return
    timer = setTimeout(() => void ask(attempt), backoff(attempt + 1))
  }

  async function ask(attempt: number) {
    try {
      const answer = await watchStreamer(watch.streamer.login, stopped.signal)
      subscriptions.value = answer.subscriptions
    } catch {
      // The notice stays, and says nothing that is untrue.
    }
    if (!stopped.signal.aborted) askLater(attempt + 1)
  }

  askLater(1)
  onScopeDispose(() => {
    clearTimeout(timer)
    stopped.abort()
  })

  return subscriptions
}
