import { factsOf, type Facts } from '../contract/facts'
import type { FeedRow } from '../feed/rows/feedRow'
import type { ViewerCount } from './streamSession'

/** The totals of a broadcast, as far as this page knows them. */
export interface StreamTotals {
  peak: ViewerCount | null
  raids: number
  raiders: number
  follows: number
  subs: number
  gifts: number
  bits: number
  hypeLevel: number
}
type Counted = Omit<StreamTotals, 'peak'>

const NOTHING: Counted = {
  raids: 0,
  raiders: 0,
  follows: 0,
  subs: 0,
  gifts: 0,
  bits: 0,
  hypeLevel: 0,
}

/** Sums up rows, in which copies of an event and the recipients of a gift are folded. */
export function totalsOf(rows: readonly FeedRow[], samples: readonly ViewerCount[]): StreamTotals {
  const total = { ...NOTHING }
  for (const row of rows) {
    const members = row.shape === 'gifts' ? [row.lead] : row.members
    for (const { event } of members) add(total, factsOf(event))
  }
  return { peak: peakOf(samples), ...total }
}

function add(total: Counted, facts: Facts) {
  // A notice from a shared chat tells of another channel.
  if (facts.from !== undefined) return
  const { action, amount = 0 } = facts
  switch (action) {
    case 'raid.in':
      total.raids += 1
      total.raiders += amount
      break
    case 'follow':
      total.follows += 1
      break
    case 'sub.new':
    case 'sub.again':
    case 'sub.primeUpgrade':
      total.subs += 1
      break
    case 'sub.gift':
      total.gifts += 1
      break
    case 'sub.gifts':
      total.gifts += Math.max(amount, 1)
      break
    case 'cheer':
    case 'powerUp':
      total.bits += amount
      break
    case 'hype.begin':
    case 'hype.progress':
    case 'hype.end':
      total.hypeLevel = Math.max(total.hypeLevel, facts.level ?? 0)
      break
  }
}

const peakOf = (samples: readonly ViewerCount[]) =>
  samples.reduce<ViewerCount | null>(
    (peak, sample) => (peak === null || sample.viewers > peak.viewers ? sample : peak),
    null,
  )
