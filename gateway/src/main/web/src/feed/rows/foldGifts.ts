import { factsOf } from '../../contract/facts'
import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'

/** Twitch may send a subscription before the gift that it belongs to. */
const BEFORE_MS = 15_000
const AFTER_MS = 60_000

interface Gift {
  entry: FeedEntry
  /** Twitch's id of the gift, which its subscriptions can name. */
  id?: string
  tier?: string
  left: number
  given: FeedEntry[]
}

/** Folds gifted subscriptions into their gift. Expects the newest entries first. */
export function foldGifts(entries: readonly FeedEntry[]): FeedRow[] {
  const gifts = entries.filter(({ event }) => factsOf(event).action === 'sub.gifts').map(asGift)
  if (gifts.length === 0) return []
  // Oldest first, so that later arrivals do not change earlier assignments.
  gifts.reverse()
  const byId = new Map(gifts.flatMap((gift) => (gift.id === undefined ? [] : [[gift.id, gift]])))
  let first = 0
  for (const entry of [...entries].reverse()) {
    const { action, tier, refs } = factsOf(entry.event)
    if (action !== 'sub.gift') continue
    while (first < gifts.length && gifts[first].entry.time < entry.time - AFTER_MS) first += 1
    const gift = refs.gift === undefined ? giftOf(gifts, first, entry, tier) : byId.get(refs.gift)
    if (!gift) continue
    gift.left -= 1
    gift.given.push(entry)
  }
  return gifts.filter(({ given }) => given.length > 0).map(giftRow)
}

/** The nearest earlier gift with subscriptions left, or else the next gift shortly after. */
function giftOf(gifts: Gift[], first: number, { event, time }: FeedEntry, tier?: string) {
  // A subscription with a giver is a gift to one person, told on its own.
  if (factsOf(event).actor) return undefined
  let nearest: Gift | undefined
  for (let index = first; index < gifts.length; index += 1) {
    const gift = gifts[index]
    if (gift.entry.time > time + BEFORE_MS || (nearest && gift.entry.time > time)) break
    if (gift.left > 0 && gift.tier === tier) nearest = gift
  }
  return nearest
}

function asGift(entry: FeedEntry): Gift {
  const { amount, tier, refs } = factsOf(entry.event)
  return { entry, id: refs.gift, tier, left: amount ?? 0, given: [] }
}

function giftRow({ entry, given }: Gift): FeedRow {
  return {
    key: entry.event.id,
    shape: 'gifts',
    kind: kindOf(factsOf(entry.event).action),
    lead: entry,
    members: [...given, entry].sort((a, b) => b.time - a.time || b.arrival - a.arrival),
  }
}
