import { factsOf, groupOf } from '../../contract/facts'
import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from '../rows/feedRow'
import { foldSeries } from '../rows/foldSeries'
import { isPinnable } from './isPinnable'

/** A thing that goes on at the moment, above the events. */
export interface Pin {
  row: FeedRow
  /** The end in milliseconds, if it is known. */
  endsAt?: number
  /** It has just ended, and its result is shown for a while. */
  over: boolean
}

/** Twitch ends these by itself; if no end has arrived by then, it was lost on the way. */
const TIMED = new Set(['hype', 'poll'])
const MINUTE_MS = 60_000
const GRACE_MS = MINUTE_MS
/** The result of what has ended stays that long. */
export const RESULT_MS = 30_000
/** Twitch gives the points back if a prediction is not resolved within a day. */
const MAX_PREDICTION_MS = 24 * 60 * MINUTE_MS
/** Twitch's own breaks last three minutes at most. */
const MAX_BREAK_MS = 3 * MINUTE_MS

/** Things under way at a time, by their end. */
export function pinsOf(entries: readonly FeedEntry[], now: number): Pin[] {
  const relevant = entries.filter(isPinnable)
  const pins = foldSeries(relevant).flatMap((row) => seriesPin(row, now) ?? [])
  const ad = relevant.find(({ event }) => factsOf(event).action === 'ad.begin')
  const adPin = ad && breakPin(ad, now)
  return [...(adPin ? [adPin] : []), ...pins].sort(
    (a, b) => (a.endsAt ?? Infinity) - (b.endsAt ?? Infinity),
  )
}

function seriesPin(row: FeedRow, now: number): Pin | undefined {
  const { action, until } = factsOf(row.lead.event)
  const group = groupOf(action)
  if (action.endsWith('.end')) {
    const isRecent = row.lead.fresh && now - row.lead.cameAt < RESULT_MS
    return isRecent ? { row, over: true } : undefined
  }
  // A closed prediction waits for its result, at no known time.
  const endsAt = action === 'prediction.lock' || until === undefined ? undefined : Date.parse(until)
  if (TIMED.has(group) && endsAt !== undefined && now > endsAt + GRACE_MS) return undefined
  if (group === 'prediction' && now - row.lead.time > MAX_PREDICTION_MS) return undefined
  return { row, endsAt, over: false }
}

function breakPin(lead: FeedEntry, now: number): Pin | undefined {
  const { amount, since } = factsOf(lead.event)
  const start = since === undefined ? lead.time : Date.parse(since)
  const endsAt = start + (amount === undefined ? MAX_BREAK_MS : amount * 1_000)
  if (now >= endsAt) return undefined
  const row: FeedRow = {
    key: `ad:${lead.event.id}`,
    shape: 'single',
    kind: kindOf('ad.begin'),
    lead,
    members: [lead],
  }
  return { row, endsAt: amount === undefined ? undefined : endsAt, over: false }
}
