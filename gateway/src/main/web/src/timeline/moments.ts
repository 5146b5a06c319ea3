import { factsOf, type Facts } from '../contract/facts'
import type { EventKind } from '../feed/entries/eventKinds'
import { burstTitle } from '../feed/rows/burstSummary'
import type { FeedRow } from '../feed/rows/feedRow'
import { headlineOf } from '../i18n/headlines/headline'
import type { StreamSession } from './streamSession'

/** A row of the feed as a mark on the time axis. */
export interface Moment {
  id: string
  time: number
  kind: EventKind
  sentence: string
  /** The larger, the more it matters. */
  weight: number
}

/** Moments that are too close for a mark each; the first one matters most. */
export interface MomentGroup {
  /** Between 0, the begin, and 1. */
  place: number
  moments: Moment[]
}

/** Below it an event is one of many. */
const MIN_WEIGHT = 5

export function momentsOf(rows: readonly FeedRow[]): Moment[] {
  return rows
    .map((row) => ({ row, weight: weightOf(factsOf(row.lead.event), row) }))
    .filter(({ weight }) => weight >= MIN_WEIGHT)
    .map(({ row, weight }) => ({
      id: row.lead.event.id,
      time: row.lead.time,
      kind: row.kind,
      sentence: sentenceOf(row),
      weight,
    }))
}

/** The moments that matter most, in the order of time. */
export const topMoments = (moments: readonly Moment[], most: number) =>
  [...moments]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .sort((a, b) => a.time - b.time)

/** Groups moments into as many equal parts of a broadcast as there is room for. */
export function groupsOf(
  moments: readonly Moment[],
  { from, to }: Pick<StreamSession, 'from' | 'to'>,
  parts: number,
): MomentGroup[] {
  const groups = new Map<number, Moment[]>()
  for (const moment of moments) {
    const share = Math.min(Math.max((moment.time - from) / (to - from), 0), 1)
    const part = Math.min(Math.floor(share * parts), parts - 1)
    groups.set(part, [...(groups.get(part) ?? []), moment])
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([part, group]) => ({
      place: (part + 0.5) / parts,
      moments: group.sort((a, b) => b.weight - a.weight),
    }))
}

function weightOf(facts: Facts, { members }: FeedRow) {
  const { action, amount = 0, level = 1 } = facts
  // A notice from a shared chat tells of another channel.
  if (facts.from !== undefined) return 0
  switch (action) {
    case 'raid.in':
    case 'raid.out':
      return 100 + amount
    case 'sub.gifts':
      return 50 + 10 * amount
    case 'hype.begin':
    case 'hype.progress':
    case 'hype.end':
      return 100 * level
    case 'goal.end':
      return 200
    case 'poll.begin':
    case 'poll.progress':
    case 'poll.end':
    case 'prediction.begin':
    case 'prediction.progress':
    case 'prediction.lock':
    case 'prediction.end':
      return 60
    case 'charity.donation':
      return 50
    case 'stream.online':
    case 'stream.offline':
      return 40
    case 'cheer':
    case 'powerUp':
      return amount / 5
    case 'shoutout.in':
    case 'shoutout.out':
      return 25
    case 'channel.changed':
      return 20
    case 'ad.begin':
      return 10
    case 'sub.new':
    case 'sub.again':
    case 'sub.gift':
    case 'sub.primeUpgrade':
      return 5 * members.length
    case 'follow':
      return members.length
    default:
      return 0
  }
}

/** A sentence for one of many would be wrong. */
const sentenceOf = (row: FeedRow) =>
  row.shape === 'burst' ? burstTitle(row) : headlineOf(row.lead.event)
