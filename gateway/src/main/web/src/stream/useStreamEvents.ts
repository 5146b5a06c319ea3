import { useOnline } from '@vueuse/core'
import { computed, ref, shallowRef, watch, type ShallowUnwrapRef } from 'vue'
import { ApiError, getRecentEvents, renewWatch, watchStreamer } from '../api/api'
import { restAfter } from '../api/backoff'
import { connectionState } from '../connection/connection'
import type { OpenedStream, PusherSettings, RecentEvents, StreamEvent } from '../contract/contract'
import { factsOf, isTellable } from '../contract/facts'
import { arrivedOn, isStreamEvent, remembered, type FeedEntry } from '../feed/entries/feed'
import { isOutgoingRaid } from './raids'
import { applyEvent, stateOf } from './streamState'
import { useCatchUp } from '../connection/useCatchUp'
import { useChannels } from '../connection/useChannels'
import { useEveryMinute } from '../ui/useEveryMinute'
import { useGapCheck } from '../connection/useGapCheck'
import { useFeed } from '../feed/entries/useFeed'
import { useLateness } from '../connection/useLateness'
import { usePusher } from '../connection/usePusher'

const SPREAD_MS = 1_000
/** The server stops following a streamer after five minutes without a viewer. */
const EXPIRED_MS = 240_000
const RENEWAL_TIMEOUT_MS = 10_000
/** After three missing renewals the server no longer counts a viewer. */
const RENEWAL_MINUTES = 5
/** More than the number of subscription types. */
const REVOCATION_LIMIT = 100

/** Stands in for the connection where the site has no live feed. */
const NO_FEED = {
  socket: ref('none'),
  closeCode: ref<number | null>(null),
  tryNow: () => undefined,
  allSubscribed: ref(false),
  allForbidden: ref(false),
  forbidden: ref(false),
}

const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError'

/** The events of a streamer and the state of their delivery, as plain values. */
export type StreamEvents = ShallowUnwrapRef<ReturnType<typeof useStreamEvents>>

/**
 * Receives the events of a streamer, derives the state of the stream from them, and knows whether
 * events are late or missing. Each instance serves one streamer, as long as its scope lives.
 *
 * @param onUnknown Twitch no longer knows the login, so no event will come on its channels
 */
export function useStreamEvents(
  opened: OpenedStream,
  settings: PusherSettings | null,
  onEvent: (event: StreamEvent) => void,
  onUnknown: () => void = () => undefined,
) {
  const { feed, add: show } = useFeed(opened.recent.events.map(remembered))
  const stream = shallowRef(stateOf(opened))
  /** The streamer's name, which can change while the page is open. */
  const name = ref(opened.streamer.name)
  /** Subscriptions that Twitch ended while the page was open, newest first. */
  const revocations = shallowRef<StreamEvent[]>([])
  /** Ids of events that are directly followed by a possible gap. */
  const gaps = ref(new Set<string>())
  /** Number of events fetched after the last loss of the connection. */
  const restored = ref(0)
  /** Number of raids with which the streamer left since the stream was opened. */
  const raidsOut = ref(0)
  /** The last raid with which the streamer left while the page was open. */
  const raid = shallowRef<StreamEvent | null>(null)
  const wasLive = ref(false)
  /** The latest request for events got no answer. */
  const unanswered = ref(false)
  /** The last failure to read events. */
  let failure: unknown
  const asOf = ref(Date.now())
  const { late, arrived } = useLateness()

  // The last event before which none is missing. Events that arrive before the catch-up must not
  // move it, or the gap before them would never be read.
  let anchor = opened.recent.events.at(-1)?.id

  const pusher = settings && usePusher(settings)
  const { socket, closeCode, tryNow } = pusher ?? NO_FEED
  const channels = pusher
    ? useChannels(opened.channels, pusher, {
        onData(channel, data) {
          if (!isStreamEvent(data)) return
          const added = add([arrivedOn(channel, data)])
          if (!live.value) return
          added.forEach(({ time }) => {
            arrived(time)
          })
          anchor = data.id
        },
        onSubscribed() {
          // Many pages lose a server at the same moment, so they spread their requests.
          catchUp.start(wasLive.value ? Math.random() * SPREAD_MS : 0)
        },
      })
    : NO_FEED
  const catchUp = useCatchUp((signal, again) => readMissed(signal, { again }), pusher !== null)
  const checkGap = useGapCheck(
    async (signal, slept) => {
      if (!pusher) {
        readAgain()
        return
      }
      await readMissed(signal, { slept })
      if (channels.allSubscribed.value && !catchUp.done.value) catchUp.start(0)
    },
    () => {
      // A live connection has no other reason to try again.
      if (live.value) catchUp.start(0)
    },
  )

  async function readMissed(signal: AbortSignal, { slept = 0, again = false }) {
    // The server has asked to wait, which a new connection or the viewer's return does not change.
    if (restAfter(failure) > 0) throw failure
    try {
      await read(signal, live.value ? slept : Date.now() - asOf.value, again)
      unanswered.value = false
    } catch (error) {
      failure = error
      reportUnknown(error)
      if (!isAbort(error)) unanswered.value = !(error instanceof ApiError && error.status > 0)
      throw error
    }
  }

  /** Fetches events after a time without any. */
  async function read(signal: AbortSignal, lapse: number, again: boolean) {
    const { login } = opened.streamer
    if ((wasLive.value || !pusher) && lapse > EXPIRED_MS) {
      stream.value = stateOf(await watchStreamer(login, signal))
    } else if (!pusher) {
      await renewWatch(login, signal)
    }
    const answer = await getRecentEvents(login, anchor, signal)
    signal.throwIfAborted()
    take(answer, again)
  }

  const live = computed(() => channels.allSubscribed.value && catchUp.done.value)
  const online = useOnline()
  /** Browsers also report no network where the server is on the same device. */
  const noNetwork = computed(() => !online.value && unanswered.value)
  const connection = computed(() =>
    connectionState({
      noNetwork: noNetwork.value,
      socket: socket.value,
      closeCode: closeCode.value,
      caughtUp: live.value,
      wasLive: wasLive.value,
      forbidden: channels.allForbidden.value,
    }),
  )

  /**
   * Adds what the server remembers. An event of the second reading counts as new: it came a few
   * seconds ago, and that reading may merely have been faster than Pusher.
   */
  function take({ events, complete }: RecentEvents, again: boolean) {
    if (!complete && anchor !== undefined) gaps.value.add(anchor)
    const fresh = again || !pusher
    const added = add(events.map((event) => ({ ...remembered(event), fresh })))
    if (!pusher) asOf.value = Date.now()
    if (wasLive.value && !again && added.length > 0) restored.value = added.length
    anchor = events.at(-1)?.id ?? anchor
  }

  function add(arrivals: FeedEntry[]) {
    const added = show(arrivals)
    // An update that changes nothing has no row, but says that an earlier one that comes late is out of date.
    for (const { event } of arrivals) {
      if (!isTellable(event)) stream.value = applyEvent(stream.value, event)
    }
    for (const { event, fresh, repeats } of added) {
      stream.value = applyEvent(stream.value, event)
      if (isOutgoingRaid(event)) raidsOut.value += 1
      if (factsOf(event).action === 'revoked') {
        revocations.value = [event, ...revocations.value].slice(0, REVOCATION_LIMIT)
      }
      if (!fresh) continue
      if (event.streamer.id === opened.streamer.id) name.value = event.streamer.name
      if (isOutgoingRaid(event)) raid.value = event
      if (!repeats) onEvent(event)
    }
    return added
  }

  watch(connection, (state, before) => {
    if (state === 'live') wasLive.value = true
    else if (before === 'live') asOf.value = Date.now()
  })
  watch(
    socket,
    (state) => {
      if (state === 'connected') return
      catchUp.stop()
      restored.value = 0
    },
    { flush: 'sync' },
  )

  watch(online, (now) => {
    if (!now) checkGap()
  })

  /** Fetches events without a live connection. */
  function readAgain() {
    catchUp.start(0)
  }
  /** The viewer need not wait. */
  function readNow() {
    failure = undefined
    readAgain()
  }
  /** Listening at Pusher is open to everyone, so the server needs to hear of viewers. */
  function renew() {
    renewWatch(opened.streamer.login, AbortSignal.timeout(RENEWAL_TIMEOUT_MS)).catch(
      (error: unknown) => {
        reportUnknown(error)
        postpone(error)
      },
    )
  }
  function reportUnknown(error: unknown) {
    if (error instanceof ApiError && error.status === 404) onUnknown()
  }
  // Without Pusher, the server stops following a streamer after five minutes without this request.
  const postpone = pusher
    ? useEveryMinute(renew, true, RENEWAL_MINUTES)
    : useEveryMinute(readAgain, true)

  return {
    feed,
    stream,
    name,
    revocations,
    gaps,
    connection,
    noNetwork,
    raidsOut,
    raid,
    asOf,
    restored,
    late,
    muted: channels.forbidden,
    failing: catchUp.failing,
    closeCode,
    tryNow,
    readNow,
  }
}
