import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError, unwatchStreamer, watchStreamer } from '../api'
import type { Watch } from '../contract'
import { useSession } from './useSession'

/** Opens the streamer, and tells the server when nobody here looks any more. */
export function useWatch(login: Readonly<Ref<string | null>>) {
  const opened = shallowRef<Watch | null>(null)
  const problem = ref('')
  /** The problem is the server's or the network's, and may be gone the next time. */
  const passing = ref(false)
  const { viewer } = useSession()
  let watched: string | null = null
  let running: AbortController | undefined

  async function open() {
    running?.abort()
    running = new AbortController()
    const { signal } = running
    opened.value = null
    problem.value = ''
    watched = login.value
    if (watched === null) return
    try {
      const answer = await watchStreamer(watched, signal)
      signal.throwIfAborted()
      opened.value = answer
    } catch (error) {
      if (signal.aborted) return
      passing.value = error instanceof ApiError && (error.status === 0 || error.status >= 500)
      problem.value = error instanceof Error ? error.message : String(error)
    }
  }

  function leave() {
    running?.abort()
    // Best effort: the server also notices by itself when the channel is empty, and at the sign-out.
    if (watched !== null && viewer.value !== null && problem.value === '') {
      unwatchStreamer(watched).catch(() => undefined)
    }
  }

  watch(
    login,
    () => {
      leave()
      void open()
    },
    { immediate: true },
  )

  // A page that comes back from the browser's cache was taken off the list when it left.
  const returnToPage = (event: PageTransitionEvent) => {
    if (event.persisted) void open()
  }
  window.addEventListener('pagehide', leave)
  window.addEventListener('pageshow', returnToPage)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave)
    window.removeEventListener('pageshow', returnToPage)
    leave()
  })

  return { opened, problem, passing, open }
}
