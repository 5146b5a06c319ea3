import { onScopeDispose, readonly, shallowRef, watch, type Ref } from 'vue'
import { findStreams } from '../api'
import type { Stream } from '../contract'

const PAUSE_MS = 60_000
/** Many pages are opened at once when somebody raids, and must not ask at once ever after. */
const SPREAD_MS = 15_000
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
  let askedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask() {
    const wanted = logins.value.slice(0, MOST)
    asked = new Set(wanted)
    askedAt = Date.now()
    if (wanted.length === 0) return
    try {
      const found = await findStreams(wanted, stopped.signal)
      streams.value = new Map(found.map(({ login, stream }) => [login, stream]))
    } catch {
      // It is a convenience, and what was known is not much older.
    }
  }

  function askLater() {
    timer = setTimeout(
      () => {
        if (document.visibilityState === 'visible') void ask()
        askLater()
      },
      PAUSE_MS + Math.random() * SPREAD_MS,
    )
  }

  function returned() {
    if (document.visibilityState === 'visible' && Date.now() - askedAt >= PAUSE_MS) void ask()
  }

  watch(
    logins,
    (now) => {
      if (now.some((login) => !asked.has(login))) void ask()
    },
    { immediate: true },
  )
  askLater()
  document.addEventListener('visibilitychange', returned)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', returned)
    clearTimeout(timer)
    stopped.abort()
  })

  return readonly(streams)
}
