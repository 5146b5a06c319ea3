import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError, unwatchStreamer, watchStreamer } from '../api/api'
import { backoff } from '../api/backoff'
import type { Watch } from '../contract/contract'
import { loadPusher } from '../connection/usePusher'
import { useSession } from '../session/useSession'

const mayPass = (error: unknown) =>
  error instanceof ApiError && (error.status === 0 || error.status >= 500)

/** Twitch could not be asked who that is, so the page was opened with the name alone. */
export const isNameless = ({ streamer }: Watch) => streamer.id === ''

/** The server takes who comes back so soon for one who never left; by then it has heard who left. */
const STILL_HERE_MS = 2_000

/** Opens the streamer, and tells the server when nobody here looks any more. */
export function useWatch(login: Readonly<Ref<string | null>>) {
  const opened = shallowRef<Watch | null>(null)
  const problem = ref('')
  /** The problem is the server's or the network's, and may be gone the next time. */
  const passing = ref(false)
  const { viewer, config } = useSession()
  let watched: string | null = null
  let running: AbortController | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let stillHere: ReturnType<typeof setTimeout> | undefined
  /** Tabs tell each other whom they leave: to the server they are one viewer. */
  const tabs = new BroadcastChannel('left')
  tabs.onmessage = ({ data }) => {
    if (data !== watched || opened.value === null) return
    clearTimeout(stillHere)
    stillHere = setTimeout(() => void sayStillHere(watched), STILL_HERE_MS)
  }

  async function sayStillHere(streamer: string | null) {
    if (streamer === null || streamer !== watched || opened.value === null) return
    // At the latest the next watch says it.
    await watchStreamer(streamer, AbortSignal.timeout(STILL_HERE_MS)).catch(() => undefined)
  }

  async function open() {
    stop()
    running = new AbortController()
    const { signal } = running
    opened.value = null
    problem.value = ''
    watched = login.value
    if (watched === null) return
    try {
      const library = config.value?.pusher ? loadPusher() : undefined
      const [answer] = await Promise.all([watchStreamer(watched, signal), library])
      signal.throwIfAborted()
      opened.value = answer
      if (isNameless(answer)) askWho(watched, signal)
    } catch (error) {
      if (signal.aborted) return
      passing.value = mayPass(error)
      problem.value = error instanceof Error ? error.message : String(error)
    }
  }

  /** Until Twitch can say who that is; what it says then takes the place of the name alone. */
  function askWho(streamer: string, signal: AbortSignal, attempt = 1) {
    retry = setTimeout(() => void learnWho(streamer, signal, attempt), backoff(attempt + 1))
  }

  async function learnWho(streamer: string, signal: AbortSignal, attempt: number) {
    try {
      const answer = await watchStreamer(streamer, signal)
      signal.throwIfAborted()
      if (isNameless(answer)) askWho(streamer, signal, attempt + 1)
      else opened.value = answer
    } catch (error) {
      if (signal.aborted) return
      if (mayPass(error)) askWho(streamer, signal, attempt + 1)
      else void open()
    }
  }

  function stop() {
    running?.abort()
    clearTimeout(retry)
  }

  function leave() {
    stop()
    // Best effort: the server also notices by itself when the channel is empty, and at the sign-out.
    if (watched !== null && viewer.value !== null && problem.value === '') {
      unwatchStreamer(watched).catch(() => undefined)
      tabs.postMessage(watched)
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
    clearTimeout(stillHere)
    leave()
    tabs.close()
  })

  return { opened, problem, passing, open }
}
