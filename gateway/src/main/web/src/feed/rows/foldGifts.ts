import { numberOf, textOf } from '../../contract/details'
import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'

const GIFT = 'channel.subscription.gift'
const SUBSCRIPTION = 'channel.subscribe'
/** Twitch does not name the giver of a subscription, and may send it before the gift. */
const BEFORE_MS = 15_000
const AFTER_MS = 60_000

interface Gift {
  entry: FeedEntry
  tier: string
  left: number
  given: FeedEntry[]
}

/** Folds gifted subscriptions into their gift. Expects the newest entries first. */
export function foldGifts(entries: readonly FeedEntry[]): FeedRow[] {
  const gifts = entries.filter(({ event }) => event.type === GIFT).map(asGift)
  if (gifts.length === 0) return []
  // Oldest first, so that later arrivals do not change earlier assignments.
  gifts.reverse()
  let first = 0
  for (const entry of [...entries].reverse()) {
    const { type, details } = entry.event
    if (type !== SUBSCRIPTION || details.is_gift !== true) continue
    while (first < gifts.length && gifts[first].entry.time < entry.time - AFTER_MS) first += 1
    giftOf(gifts, first, entry, textOf(details, 'tier'))?.given.push(entry)
  }
  return gifts.filter(({ given }) => given.length > 0).map(giftRow)
}

/** The nearest earlier gift with subscriptions left, or else the next gift shortly after. */
function giftOf(gifts: Gift[], first: number, { time }: FeedEntry, tier: string) {
  let nearest: Gift | undefined
  for (let index = first; index < gifts.length; index += 1) {
    const gift = gifts[index]
    if (gift.entry.time > time + BEFORE_MS || (nearest && gift.entry.time > time)) break
    if (gift.left > 0 && gift.tier === tier) nearest = gift
  }
  return nearest && taken(nearest)
}

function taken(gift: Gift) {
  gift.left -= 1
  return gift
}

function asGift(entry: FeedEntry): Gift {
  const { details } = entry.event
  return { entry, tier: textOf(details, 'tier'), left: numberOf(details, 'total'), given: [] }
}

function giftRow({ entry, given }: Gift): FeedRow {
  return {
    key: entry.event.id,
    shape: 'gifts',
    kind: kindOf(entry.event.type),
    lead: entry,
    members: [...given, entry].sort((a, b) => b.time - a.time || b.arrival - a.arrival),
  }
}
