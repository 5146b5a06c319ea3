import { factsOf, type Action } from '../../contract/facts'
import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'

/** Actions that often come in large numbers, when single events matter little, with their texts. */
const CROWDS = new Map<Action, string>([
  ['follow', 'follows'],
  ['sub.new', 'subscriptions'],
  ['sub.gift', 'gifts'],
  ['sub.end', 'ends'],
  ['cheer', 'cheers'],
  ['powerUp', 'powerUps'],
  ['reward.redeemed', 'redemptions'],
  ['revoked', 'revocations'],
])
const FEWEST = 3
const PAUSE_MS = 30_000
/** Fixed windows of the clock: the first event of a burst changes when the oldest one is dropped. */
const SPAN_MS = 300_000

/** The name of the text for a burst of an action. */
export const burstOf = (action: Action) => CROWDS.get(action) ?? 'redemptions'

/** Folds events of one action within a short time. Expects the newest entries first. */
export function foldBursts(entries: readonly FeedEntry[]): FeedRow[] {
  const bursts: FeedEntry[][] = []
  const growing = new Map<Action, FeedEntry[]>()
  for (const entry of entries) {
    const { action } = factsOf(entry.event)
    if (!CROWDS.has(action)) continue
    const burst = growing.get(action)
    if (burst && belongs(burst, entry)) {
      burst.push(entry)
      continue
    }
    const next = [entry]
    growing.set(action, next)
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
  const { action } = factsOf(lead.event)
  return { key: first.event.id, shape: 'burst', kind: kindOf(action), lead, members }
}
