import type { Stream, StreamEvent, OpenedStream } from '../contract/contract'
import { factsOf } from '../contract/facts'

/** For that long, answers of Twitch may be older than the newest events. */
const STALE_MS = 60_000

/** Events that start and end a stream. */
const BOUNDS = ['stream.online', 'stream.offline']

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
  recent.events.filter(({ at }) => isRecent(at)).reduce(applyEvent, initialState(stream))

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

/** Whether Twitch reports when a stream starts and ends, by the types that it reports. */
export const hasBounds = (active: readonly string[]) =>
  BOUNDS.every((type) => active.includes(type))

/** The state of a stream whose start and end Twitch does not report, by an answer about it. */
export function applyAnswer(state: StreamState, { live, startedAt, viewers }: Stream): StreamState {
  if (isRecent(state.startedAt) || isRecent(state.endedAt)) return state
  if (live === state.live && (!live || startedAt === state.startedAt)) return state
  return { ...state, live, viewers, startedAt: startedAt ?? state.startedAt }
}

/** The number of viewers by the latest answer, unless that told of an earlier stream. */
export function viewersOf(state: Stream, answer: Stream | undefined) {
  if (!state.live || !answer?.live) return state.viewers
  // The two sources need not agree to the second.
  const isEarlier =
    Date.parse(answer.startedAt ?? '') < Date.parse(state.startedAt ?? '') - STALE_MS
  return isEarlier ? state.viewers : answer.viewers
}

const isRecent = (at: string | null) => at !== null && Date.now() - Date.parse(at) < STALE_MS

function goLive(state: StreamState, startedAt: string): StreamState {
  if (isOlder(startedAt, state.endedAt) || isOlder(startedAt, state.startedAt)) return state
  // The number of viewers of a new stream is unknown.
  const viewers = state.startedAt === startedAt ? state.viewers : 0
  return { ...state, live: true, startedAt, viewers }
}

const isOlder = (at: string, than: string | null) =>
  than !== null && Date.parse(at) < Date.parse(than)
