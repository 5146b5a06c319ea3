import { onScopeDispose, readonly, ref, shallowRef, watch as observe, type Ref } from 'vue'
import { watchStreamer } from '../api'
import { backoff } from '../backoff'
import type { StreamEvent, Watch } from '../contract'

const ATTEMPTS = 5

/**
 * What Twitch was asked for. While some of it waits, and after Twitch ended some, the server is
 * asked a few more times.
 */
export function useSubscriptions(watch: Watch, revocation: Readonly<Ref<StreamEvent | null>>) {
  const subscriptions = shallowRef(watch.subscriptions)
  /** Asked often enough; more only when the viewer wishes it. */
  const givenUp = ref(false)
  const stopped = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  function askLater(attempt: number) {
    clearTimeout(timer)
    givenUp.value = attempt > ATTEMPTS
    if (!givenUp.value) timer = setTimeout(() => void ask(attempt), backoff(attempt + 1))
  }

  async function ask(attempt: number) {
    try {
      const answer = await watchStreamer(watch.streamer.login, stopped.signal)
      subscriptions.value = answer.subscriptions
    } catch {
      // The notice stays, and says nothing that is untrue.
    }
    if (!stopped.signal.aborted && isIncomplete()) askLater(attempt + 1)
  }

  function isIncomplete() {
    const { active, pending } = subscriptions.value
    const ended = revocation.value?.details.type
    return pending.length > 0 || (typeof ended === 'string' && !active.includes(ended))
  }

  function askAgain() {
    givenUp.value = false
    void ask(1)
  }

  observe(revocation, (ended) => {
    if (ended) askLater(1)
  })
  if (isIncomplete()) askLater(1)
  onScopeDispose(() => {
    clearTimeout(timer)
    stopped.abort()
  })

  return { subscriptions, givenUp: readonly(givenUp), askAgain }
}
