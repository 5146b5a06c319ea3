import { onScopeDispose, readonly, ref, shallowRef, watch as observe, type Ref } from 'vue'
import { watchStreamer } from '../api/api'
import { backoff } from '../api/backoff'
import type { StreamEvent, Watch } from '../contract/contract'
import { textOf } from '../contract/details'
import { isNameless } from './useOpenedStream'

const ATTEMPTS = 5

/**
 * What Twitch was asked for. While some of it waits or was refused, and after Twitch ended some, the
 * server is asked a few more times.
 */
export function useSubscriptions(
  watch: Readonly<Ref<Watch>>,
  revocations: Readonly<Ref<readonly StreamEvent[]>>,
) {
  const subscriptions = shallowRef(watch.value.subscriptions)
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
      const answer = await watchStreamer(watch.value.streamer.login, stopped.signal)
      subscriptions.value = answer.subscriptions
    } catch {
      // The notice stays, and says nothing that is untrue.
    }
    if (!stopped.signal.aborted && isIncomplete()) askLater(attempt + 1)
  }

  function isIncomplete() {
    const { active, pending, refused } = subscriptions.value
    const waits = pending.length > 0 || refused.length > 0
    return waits || [...endedTypes()].some((type) => !active.includes(type))
  }

  const endedTypes = () => new Set(revocations.value.map(({ details }) => textOf(details, 'type')))

  function askAgain() {
    givenUp.value = false
    void ask(1)
  }

  observe(revocations, ([last]) => {
    const { active } = subscriptions.value
    const ended = textOf(last.details, 'type')
    // Until the server says that it has got another.
    subscriptions.value = {
      ...subscriptions.value,
      active: active.filter((type) => type !== ended),
    }
    askLater(1)
  })
  // While Twitch cannot be asked who that is, whoever opened the streamer asks.
  const begin = () => {
    if (isIncomplete() && !isNameless(watch.value)) askLater(1)
  }
  observe(watch, (answer) => {
    subscriptions.value = answer.subscriptions
    begin()
  })
  begin()
  onScopeDispose(() => {
    clearTimeout(timer)
    stopped.abort()
  })

  return { subscriptions, givenUp: readonly(givenUp), askAgain }
}
