import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'

/** Types that often come in large numbers, when single events matter little. */
const CROWDS = new Set([
  'channel.follow',
  'channel.subscribe',
  'channel.subscription.end',
  'channel.cheer',
  'channel.bits.use',
  'channel.channel_points_custom_reward_redemption.add',
  'channel.channel_points_automatic_reward_redemption.add',
  'revocation',
])
const FEWEST = 3
const PAUSE_MS = 30_000
/** Fixed windows of the clock: the first event of a burst changes when the oldest one is dropped. */
const SPAN_MS = 300_000

/** Folds events of one type within a short time. Expects the newest entries first. */
export function foldBursts(entries: readonly FeedEntry[]): FeedRow[] {
  const bursts: FeedEntry[][] = []
  const growing = new Map<string, FeedEntry[]>()
  for (const entry of entries) {
    const { type } = entry.event
    if (!CROWDS.has(type)) continue
    const burst = growing.get(type)
    if (burst && belongs(burst, entry)) {
      burst.push(entry)
      continue
    }
    const next = [entry]
    growing.set(type, next)
    bursts.push(next)
  }
  return bursts.filter(({ length }) => length >= FEWEST).map(burstRow)
}

function belongs(burst: FeedEntry[], { time }: FeedEntry) {
  const oldest = burst.at(-1)?.time ?? time
  return oldest - time <= PAUSE_MS && Math.floor(oldest / SPAN_MS) === Math.floor(time / SPAN_MS)
}

function burstRow(members: FeedEntry[]): FeedRow {
  const lead = members[0]
  const first = members.at(-1) ?? lead
  return { key: first.event.id, shape: 'burst', kind: kindOf(lead.event.type), lead, members }
}
