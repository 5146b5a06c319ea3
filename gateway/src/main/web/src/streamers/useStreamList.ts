import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { listStreams, type StreamListQuery } from '../api/api'
import type { FoundStream } from '../contract/contract'
import { useEveryMinute } from '../ui/useEveryMinute'

/** A list of streams, asked for at once, then once a minute in view, and whenever the query changes. */
export function useStreamList(query: Readonly<Ref<StreamListQuery>>) {
  /** Undefined until the first answer. */
  const streams = shallowRef<readonly FoundStream[]>()
  const consent = ref(true)
  /** There is no answer to show, not even an older one. */
  const failed = ref(false)
  let running: AbortController | undefined

  async function ask() {
    running?.abort()
    running = new AbortController()
    const { signal } = running
    try {
      const found = await listStreams(query.value, signal)
      if (signal.aborted) return
      streams.value = found.streams
      consent.value = found.consent
      failed.value = false
    } catch (error) {
      if (signal.aborted) return
      postpone(error)
      failed.value = streams.value === undefined
    }
  }

  watch(
    query,
    () => {
      streams.value = undefined
      failed.value = false
      void ask()
    },
    { immediate: true },
  )
  const postpone = useEveryMinute(() => void ask(), false)
  onScopeDispose(() => running?.abort())

  return { streams, consent, failed }
}
