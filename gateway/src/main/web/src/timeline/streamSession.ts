import type { Stream, ViewerSample } from '../contract/contract'
import { factsOf } from '../contract/facts'
import type { FeedEntry } from '../feed/entries/feed'
import type { FeedRow } from '../feed/rows/feedRow'

/** Viewers at a time in milliseconds. */
export interface ViewerCount {
  time: number
  viewers: number
}

/** A broadcast, as far as this page knows it; times are milliseconds. */
export interface StreamSession {
  live: boolean
  /** The true begin; null if it is not known. */
  startedAt: number | null
  /** Where the picture begins. */
  from: number
  /** The time from which on events or viewers are known. */
  knownFrom: number
  /** The time from which on events are known, or null without any. Numbers of viewers often reach back further. */
  eventsFrom: number | null
  to: number
}

/** A raid at the end of a stream may be told after it. */
const AFTER_MS = 60_000
/** A shorter time would draw the first minutes as if they were hours. */
const MIN_MS = 10 * 60_000
/** Older broadcasts have no viewer samples. */
const OLDEST_MS = 12 * 3_600_000

/** The running broadcast, or else the last one; null if the page knows neither. */
export function sessionOf(
  stream: Pick<Stream, 'live' | 'startedAt'>,
  entries: readonly FeedEntry[],
  samples: readonly ViewerCount[],
  now: number,
): StreamSession | null {
  const end = stream.live ? undefined : timeOf(entries, 'stream.offline')
  if (!stream.live && (end === undefined || now - end > OLDEST_MS)) return null
  const to = end ?? now
  const startedAt = startOf(stream, entries, to)
  const begin = startedAt ?? to - OLDEST_MS
  // The event of the start is as old as the stream.
  const isWhole = entries.some((entry) => isStart(entry) && entry.time >= begin && entry.time <= to)
  const first = (moments: readonly { time: number }[]) =>
    moments.reduce((least, { time }) => (time >= begin ? Math.min(least, time) : least), to)
  const firstEvent = isWhole ? begin : first(entries)
  const knownFrom = Math.min(firstEvent, first(samples))
  const from = Math.max(Math.min(knownFrom, to - MIN_MS), begin)
  const eventsFrom = firstEvent < to ? firstEvent : null
  return { live: stream.live, startedAt, from, knownFrom, eventsFrom, to }
}

/** The rows of a broadcast, the newest first. */
export const rowsIn = (session: StreamSession, rows: readonly FeedRow[]) =>
  rows.filter(
    ({ lead: { time } }) =>
      time >= (session.startedAt ?? session.from) &&
      (session.live || time <= session.to + AFTER_MS),
  )

/** The numbers of viewers of a broadcast, the oldest first. */
export const samplesIn = ({ from, to }: StreamSession, samples: readonly ViewerCount[]) =>
  samples.filter(({ time }) => time >= from && time <= to)

export const asCounts = (samples: readonly ViewerSample[]): ViewerCount[] =>
  samples.map(({ at, viewers }) => ({ time: Date.parse(at), viewers }))

function startOf(
  { startedAt }: Pick<Stream, 'startedAt'>,
  entries: readonly FeedEntry[],
  to: number,
) {
  if (startedAt !== null && Date.parse(startedAt) < to) return Date.parse(startedAt)
  const online = entries.find((entry) => entry.time <= to && isStart(entry))
  return online ? Date.parse(factsOf(online.event).since ?? online.event.at) : null
}

const isStart = ({ event }: FeedEntry) => factsOf(event).action === 'stream.online'

const timeOf = (entries: readonly FeedEntry[], action: string) =>
  entries.find(({ event }) => factsOf(event).action === action)?.time
