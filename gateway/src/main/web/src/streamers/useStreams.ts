import { onScopeDispose, readonly, shallowRef, watch, type Ref } from 'vue'
import { findStreams } from '../api/api'
import type { Stream } from '../contract/contract'
import { useEveryMinute } from '../ui/useEveryMinute'

/** As many as the server takes. */
const MOST = 60

/**
 * What no event tells of streams: who is live of those who are not followed, and how many watch. All
 * are asked for together, when they are first shown and then about once a minute while somebody looks.
 */
export function useStreams(logins: Readonly<Ref<readonly string[]>>) {
  const streams = shallowRef<ReadonlyMap<string, Stream>>(new Map())
  const stopped = new AbortController()
  let asked = new Set<string>()

  async function ask() {
    const wanted = logins.value.slice(0, MOST)
    asked = new Set(wanted)
    if (wanted.length === 0) return
    try {
      const found = await findStreams(wanted, stopped.signal)
      streams.value = new Map(found.map(({ login, stream }) => [login, stream]))
    } catch {
      // It is a convenience, and what was known is not much older.
    }
  }

  watch(
    logins,
    (now) => {
      if (now.some((login) => !asked.has(login))) void ask()
    },
    { immediate: true },
  )
  useEveryMinute(() => void ask(), false)
  onScopeDispose(() => {
    stopped.abort()
  })

  return readonly(streams)
}
