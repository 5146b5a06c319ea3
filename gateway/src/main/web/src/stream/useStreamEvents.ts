import { computed, ref, shallowRef, watch as observe } from 'vue'
import { getRecentEvents, renewWatch, watchStreamer } from '../api/api'
import { connectionState } from '../connection/connection'
import type { PusherSettings, RecentEvents, StreamEvent, Watch } from '../contract/contract'
import { arrivedOn, isStreamEvent, remembered, type FeedEntry } from '../feed/entries/feed'
import { applyEvent, stateOf } from './streamState'
import { useCatchUp } from '../connection/useCatchUp'
import { useChannels } from '../connection/useChannels'
import { useEveryMinute } from '../ui/useEveryMinute'
import { useFeed } from '../feed/entries/useFeed'
import { useLateness } from '../connection/useLateness'
import { useOnline } from '../ui/useOnline'
import { usePusher } from '../connection/usePusher'

const SPREAD_MS = 1_000
/** The server gives a streamer up when nobody has watched for five minutes. */
const GIVEN_UP_MS = 240_000
/** More than there are types of subscription. */
const REVOCATIONS = 100

/** What is there instead of a connection where the site has no live feed. */
const NO_FEED = {
  socket: ref('none'),
  closeCode: ref<number | null>(null),
  tryNow: () => undefined,
  allSubscribed: ref(false),
  allForbidden: ref(false),
  forbidden: ref(false),
}

export type StreamEvents = ReturnType<typeof useStreamEvents>

/**
 * The events of a streamer, what they make of the stream, and how much they can be trusted. It
 * lives as long as the scope that it is called in; one for each streamer, not one for each view.
 */
export function useStreamEvents(
  watch: Watch,
  settings: PusherSettings | null,
  onNews: (event: StreamEvent) => void,
) {
  const { feed, add: show } = useFeed(watch.recent.events.map(remembered))
  const stream = shallowRef(stateOf(watch))
  /** What Twitch ended while the page was open, the last first. */
  const revocations = shallowRef<StreamEvent[]>([])
  /** Events right after which others may be missing. */
  const gaps = ref(new Set<string>())
  /** How many events the last loss of the connection would have cost. */
  const restored = ref(0)
  const wasLive = ref(false)
  const asOf = ref(Date.now())
  const { late, arrived } = useLateness()

  // Up to here nothing is missing. Events that arrive before the catch-up must not move it, or
  // the gap before them would never be read.
  let anchor = watch.recent.events.at(-1)?.id

  const pusher = settings && usePusher(settings)
  const { socket, closeCode, tryNow } = pusher ?? NO_FEED
  const channels = pusher
    ? useChannels(watch.channels, pusher, {
        received(channel, data) {
          if (!isStreamEvent(data)) return
          add([arrivedOn(channel, data)])
          if (live.value) anchor = data.id
        },
        subscribed() {
          // Many pages lose a server at once, but they are not opened at once.
          catchUp.start(wasLive.value ? Math.random() * SPREAD_MS : 0)
        },
      })
    : NO_FEED
  const catchUp = useCatchUp(async (signal) => {
    const { login } = watch.streamer
    if ((wasLive.value || !pusher) && Date.now() - asOf.value > GIVEN_UP_MS) {
      stream.value = stateOf(await watchStreamer(login, signal))
    } else if (!pusher) {
      await renewWatch(login, signal)
    }
    const answer = await getRecentEvents(login, anchor, signal)
    signal.throwIfAborted()
    take(answer)
  })

  const live = computed(() => channels.allSubscribed.value && catchUp.done.value)
  const online = useOnline()
  const connection = computed(() =>
    connectionState({
      online: online.value,
      socket: socket.value,
      closeCode: closeCode.value,
      caughtUp: live.value,
      wasLive: wasLive.value,
      forbidden: channels.allForbidden.value,
    }),
  )

  function take({ events, complete }: RecentEvents) {
    if (!complete && anchor !== undefined) gaps.value.add(anchor)
    const added = add(events.map((event) => ({ ...remembered(event), fresh: !pusher })))
    if (!pusher) asOf.value = Date.now()
    if (wasLive.value) restored.value = added.length
    anchor = events.at(-1)?.id ?? anchor
  }

  function add(arrivals: FeedEntry[]) {
    const added = show(arrivals)
    for (const { event, time, fresh } of added) {
      stream.value = applyEvent(stream.value, event)
      if (event.type === 'revocation') {
        revocations.value = [event, ...revocations.value].slice(0, REVOCATIONS)
      }
      if (!fresh) continue
      if (live.value) arrived(time)
      onNews(event)
    }
    return added
  }

  observe(connection, (state, before) => {
    if (state === 'live') wasLive.value = true
    else if (before === 'live') asOf.value = Date.now()
  })
  observe(
    socket,
    (state) => {
      if (state === 'connected') return
      catchUp.stop()
      restored.value = 0
    },
    { flush: 'sync' },
  )

  /** Reads what happened without the live connection, where there can be none. */
  function readNow() {
    catchUp.start(0)
  }
  // The server gives a streamer up of whom nobody said for five minutes that they still watch.
  if (!pusher) useEveryMinute(readNow, true)

  return {
    feed,
    stream,
    revocations,
    gaps,
    connection,
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
