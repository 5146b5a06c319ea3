import type { Stream, StreamEvent, OpenedStream } from '../contract/contract'
import { factsOf } from '../contract/facts'

/** For that long, answers of Twitch may be older than the newest events. */
const STALE_MS = 60_000

/** A stream with the times of its last changes, because events can arrive out of order. */
export interface StreamState extends Stream {
  endedAt: string | null
  describedAt: string | null
}

export const initialState = (stream: Stream): StreamState => ({
  ...stream,
  endedAt: null,
  describedAt: null,
})

/** The state of a stream when it is opened, with recent events that the answer may not include yet. */
export const stateOf = ({ stream, recent }: Pick<OpenedStream, 'stream' | 'recent'>): StreamState =>
  recent.events
    .filter(({ at }) => Date.now() - Date.parse(at) < STALE_MS)
    .reduce(applyEvent, initialState(stream))

export function applyEvent(state: StreamState, event: StreamEvent): StreamState {
  const facts = factsOf(event)
  switch (facts.action) {
    case 'stream.online':
      return goLive(state, facts.since ?? event.at)
    case 'stream.offline':
      return isOlder(event.at, state.startedAt)
        ? state
        : { ...state, live: false, viewers: 0, endedAt: event.at }
    case 'channel.changed':
      return isOlder(event.at, state.describedAt)
        ? state
        : {
            ...state,
            title: facts.title ?? state.title,
            category: facts.category ?? state.category,
            describedAt: event.at,
          }
    default:
      return state
  }
}

function goLive(state: StreamState, startedAt: string): StreamState {
  if (isOlder(startedAt, state.endedAt) || isOlder(startedAt, state.startedAt)) return state
  // The number of viewers of a new stream is unknown.
  const viewers = state.startedAt === startedAt ? state.viewers : 0
  return { ...state, live: true, startedAt, viewers }
}

const isOlder = (at: string, than: string | null) =>
  than !== null && Date.parse(at) < Date.parse(than)
