import { useEventListener, useTimeoutFn } from '@vueuse/core'
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError, unwatchStreamer, watchStreamer } from '../api/api'
import { backoff } from '../api/backoff'
import { loadPusher } from '../connection/usePusher'
import type { OpenedStream } from '../contract/contract'
import { useSession } from '../session/useSession'
import { useKnownStreamers } from '../streamers/useKnownStreamers'

const isUnknown = (error: unknown) => error instanceof ApiError && error.status === 404

const isTemporary = (error: unknown) =>
  error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500)

/** Twitch could not be asked for the id, so the server opened the stream by its login alone. */
export const isNameless = ({ streamer }: OpenedStream) => streamer.id === ''

/** Long enough for the server to have handled the departure of the other tab. */
const STILL_HERE_MS = 2_000

/** Opens the stream of a login, and tells the server when no tab of this browser shows it any more. */
export function useOpenedStream(login: Readonly<Ref<string | null>>) {
  const opened = shallowRef<OpenedStream | null>(null)
  const problem = ref('')
  /** The problem lies with the server or the network, and the next attempt may succeed. */
  const temporary = ref(false)
  const { viewer, config, verify } = useSession()
  const { knownId } = useKnownStreamers()
  let failure: unknown
  let current: string | null = null
  let running: AbortController | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  const stillHere = useTimeoutFn(confirmStillHere, STILL_HERE_MS, { immediate: false })
  /** Tabs tell each other which streamer they leave: the server sees them as one viewer. */
  const tabs = new BroadcastChannel('left')
  tabs.onmessage = ({ data }) => {
    if (data === current && opened.value !== null) stillHere.start(current)
  }

  async function confirmStillHere(streamer: string | null) {
    if (streamer === null || streamer !== current || opened.value === null) return
    // If this fails, the next request to watch says the same.
    await watchStreamer(streamer, AbortSignal.timeout(STILL_HERE_MS)).catch(() => undefined)
  }

  async function open() {
    stop()
    running = new AbortController()
    const { signal } = running
    const id = idOf(login.value)
    opened.value = null
    problem.value = ''
    current = login.value
    if (current === null) return
    try {
      // The connection needs it next; without it, the stream shows its history.
      if (config.value?.pusher) loadPusher().catch(() => undefined)
      const answer = await watchStreamer(current, signal, id)
      signal.throwIfAborted()
      opened.value = answer
      if (isNameless(answer)) resolveLater(current, signal)
    } catch (error) {
      if (signal.aborted) return
      failure = error
      temporary.value = isTemporary(error)
      problem.value = error instanceof Error ? error.message : String(error)
      // The viewer's own account was renamed, or deleted together with the session.
      if (isUnknown(error) && current === viewer.value?.login) void verify('account-removed')
    }
  }

  /** The id by which a streamer is found who has changed the login. */
  function idOf(streamer: string | null) {
    if (streamer === null) return undefined
    const before = streamer === current ? opened.value?.streamer.id : undefined
    return before || knownId(streamer)
  }

  /** Repeats the request until Twitch knows the streamer; its answer then replaces the bare login. */
  function resolveLater(streamer: string, signal: AbortSignal, attempt = 1, error?: unknown) {
    retry = setTimeout(() => void resolve(streamer, signal, attempt), backoff(attempt + 1, error))
  }

  async function resolve(streamer: string, signal: AbortSignal, attempt: number) {
    try {
      const answer = await watchStreamer(streamer, signal)
      signal.throwIfAborted()
      if (isNameless(answer)) resolveLater(streamer, signal, attempt + 1)
      else opened.value = answer
    } catch (error) {
      if (signal.aborted) return
      if (isTemporary(error)) resolveLater(streamer, signal, attempt + 1, error)
      else void open()
    }
  }

  function stop() {
    running?.abort()
    clearTimeout(retry)
  }

  function close() {
    stop()
    // Best effort: the server also notices an empty channel, and the sign-out.
    if (current !== null && viewer.value !== null && problem.value === '') {
      unwatchStreamer(opened.value?.streamer.login ?? current).catch(() => undefined)
      tabs.postMessage(current)
    }
  }

  watch(
    login,
    () => {
      close()
      void open()
    },
    { immediate: true },
  )

  useEventListener(window, 'pagehide', close)
  // The stream was closed when the page went into the browser's cache.
  useEventListener(window, 'pageshow', ({ persisted }: PageTransitionEvent) => {
    if (persisted) void open()
  })
  onScopeDispose(() => {
    close()
    tabs.close()
  })

  /** The delay before the next attempt to open the stream after some have failed. */
  const delay = (failures: number) => backoff(failures, failure)

  return { opened, problem, temporary, delay, open }
}
