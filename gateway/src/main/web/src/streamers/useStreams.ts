import { onScopeDispose, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import { findStreams } from '../api/api'
import type { Stream } from '../contract/contract'
import { useEveryMinute } from '../ui/useEveryMinute'

/** The limit of the server. */
const MAX_LOGINS = 100

/** Whether the server cannot deliver events at the moment: its latest answer here, where the page asks anyway. */
export const eventsWait = ref(false)

/**
 * The streams of some logins, for data without events: numbers of viewers, and whether streamers are
 * live that are not followed. A single request asks for all, at first and then once a minute in view.
 */
export function useStreams(logins: Readonly<Ref<readonly string[]>>) {
  const streams = shallowRef<ReadonlyMap<string, Stream>>(new Map())
  const stopped = new AbortController()
  let asked = new Set<string>()

  async function ask() {
    const wanted = logins.value.slice(0, MAX_LOGINS)
    asked = new Set(wanted)
    if (wanted.length === 0) return
    try {
      const found = await findStreams(wanted, stopped.signal)
      eventsWait.value = found.eventsWait === true
      streams.value = new Map(found.streams.map(({ login, stream }) => [login, stream]))
    } catch (error) {
      postpone(error)
      // The previous answer stays; it is only slightly older.
    }
  }

  watch(
    logins,
    (now) => {
      if (now.some((login) => !asked.has(login))) void ask()
    },
    { immediate: true },
  )
  const postpone = useEveryMinute(() => void ask(), false)
  onScopeDispose(() => {
    stopped.abort()
  })

  return readonly(streams)
}
