import { onScopeDispose, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import { watchStreamer } from '../api/api'
import { backoff } from '../api/backoff'
import type { OpenedStream, StreamEvent, Subscriptions } from '../contract/contract'
import { factsOf } from '../contract/facts'
import { reasonOf, ROLE_ENDED } from './revocations'
import { isNameless } from './useOpenedStream'

const ATTEMPTS = 5

/**
 * The subscriptions at Twitch for a streamer. While some are pending or refused, and after Twitch
 * ended some, the server is asked a few more times.
 *
 * @param known the subscriptions so far
 */
export function useSubscriptions(
  opened: Readonly<Ref<OpenedStream>>,
  known: Subscriptions,
  revocations: Readonly<Ref<readonly StreamEvent[]>>,
) {
  const subscriptions = shallowRef(known)
  /** No more automatic attempts; the viewer can still ask again. */
  const givenUp = ref(false)
  const stopped = new AbortController()
  let failure: unknown
  let timer: ReturnType<typeof setTimeout> | undefined

  function askLater(attempt: number) {
    clearTimeout(timer)
    givenUp.value = attempt > ATTEMPTS
    if (!givenUp.value) timer = setTimeout(() => void ask(attempt), backoff(attempt + 1, failure))
  }

  async function ask(attempt: number) {
    try {
      const answer = await watchStreamer(opened.value.streamer.login, stopped.signal)
      subscriptions.value = answer.subscriptions
    } catch (error) {
      failure = error
      // The notice stays and is still true.
    }
    if (!stopped.signal.aborted && isIncomplete()) askLater(attempt + 1)
  }

  function isIncomplete() {
    const { active, pending, refused } = subscriptions.value
    const waits = pending.length > 0 || refused.length > 0
    return waits || [...endedTypes()].some((type) => !active.includes(type))
  }

  /** Types that may come back; those of a former moderator do not. */
  const endedTypes = () =>
    new Set(
      revocations.value
        .filter((event) => reasonOf(event) !== ROLE_ENDED)
        .flatMap((event) => factsOf(event).type ?? []),
    )

  function askAgain() {
    givenUp.value = false
    void ask(1)
  }

  watch(revocations, ([last]) => {
    const { active } = subscriptions.value
    const { type: ended } = factsOf(last)
    // Until the server reports a new subscription of this type.
    subscriptions.value = {
      ...subscriptions.value,
      active: active.filter((type) => type !== ended),
    }
    askLater(1)
  })
  // For a nameless stream, useOpenedStream already repeats the request.
  const begin = () => {
    if (!isNameless(opened.value) && (isIncomplete() || revocations.value.length > 0)) askLater(1)
  }
  watch(opened, (answer) => {
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
