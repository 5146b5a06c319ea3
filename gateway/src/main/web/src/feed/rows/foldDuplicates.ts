import { factsOf, isAnonymous, type Action, type Facts } from '../../contract/facts'
import type { FeedEntry } from '../entries/feed'

/** Actions that are told twice; a gift to one person in chat is a gift of one for EventSub. */
const TWINS: Partial<Record<Action, string>> = {
  'sub.new': 'sub.new',
  'sub.again': 'sub.again',
  'sub.gift': 'gift',
  'sub.gifts': 'gift',
  'raid.in': 'raid.in',
  'charity.donation': 'charity.donation',
  powerUp: 'powerUp',
}
const NUMBERED = new Set<Action>(['sub.gifts', 'raid.in', 'powerUp'])
/** The event comes by webhook and the notice by WebSocket, so their times differ. */
const APART_MS = 60_000

/** Events that repeat a better one, each with the one that is told instead; each event replaces one other. */
export function duplicatesAmong(entries: readonly FeedEntry[]) {
  const instead = new Map<FeedEntry, FeedEntry>()
  addRepeatedEnds(entries, instead)
  addNotices(entries, instead)
  return instead
}

/** Some types need two subscriptions for a channel, which Twitch ends one by one. */
function addRepeatedEnds(entries: readonly FeedEntry[], instead: Map<FeedEntry, FeedEntry>) {
  const ends = new Map<string, FeedEntry>()
  for (const entry of entries) {
    const { action, type, reason } = factsOf(entry.event)
    if (action !== 'revoked') continue
    const key = `${String(type)} ${String(reason)}`
    const last = ends.get(key)
    if (last && last.time - entry.time <= APART_MS) instead.set(entry, instead.get(last) ?? last)
    ends.set(key, entry)
  }
}

function addNotices(entries: readonly FeedEntry[], instead: Map<FeedEntry, FeedEntry>) {
  const told = new Map<string, FeedEntry[]>()
  for (const entry of entries) {
    const key = keyOf(factsOf(entry.event))
    if (key === null || isRepeat(entry.event)) continue
    told.set(key, [...(told.get(key) ?? []), entry])
  }
  if (told.size === 0) return
  const gifts = new Map<string, FeedEntry>()
  for (const entry of entries) {
    const better = takeBetter(entry, told)
    if (!better) continue
    instead.set(entry, better)
    const { gift } = factsOf(entry.event).refs
    if (gift !== undefined) gifts.set(gift, better)
  }
  // The recipients of a gift that EventSub tells come from EventSub, too.
  for (const entry of gifts.size === 0 ? [] : entries) {
    const { action, refs } = factsOf(entry.event)
    const gift = gifts.get(refs.gift ?? '')
    if (gift && action === 'sub.gift' && isNotice(entry.event) && !instead.has(entry)) {
      instead.set(entry, gift)
    }
  }
}

function takeBetter({ event, time }: FeedEntry, told: Map<string, FeedEntry[]>) {
  const key = isRepeat(event) ? keyOf(factsOf(event)) : null
  const others = key === null ? [] : (told.get(key) ?? [])
  const index = others.findIndex((other) => Math.abs(other.time - time) <= APART_MS)
  return index < 0 ? undefined : others.splice(index, 1)[0]
}

const isNotice = (event: FeedEntry['event']) => factsOf(event).via === 'chat'

/** A use of Bits for a custom Power-up lacks the viewer's words, which the redemption has. */
const isRepeat = (event: FeedEntry['event']) =>
  isNotice(event) || factsOf(event).kind === 'custom_power_up'

/** The same for an event and its notice; null if there are no twins, or nobody is known. */
function keyOf(facts: Facts) {
  const { action, actor, from } = facts
  const twin = TWINS[action]
  // A notice from a shared chat tells of another channel.
  if (twin === undefined || actor === undefined || from !== undefined) return null
  if (action === 'powerUp' && !isCustom(facts)) return null
  if (action === 'sub.gift' && facts.refs.gift !== undefined) return null
  const who = isAnonymous(actor) ? 'anonymous' : (actor.id ?? actor.login)
  return who === undefined ? null : `${twin} ${who} ${amountOf(facts)}`
}

const isCustom = ({ kind, object }: Facts) =>
  kind === 'custom_power_up' || object?.kind === 'redemption'

/** Repeats differ in the amount; a gift to one person has none. */
function amountOf({ action, amount }: Facts) {
  if (action === 'sub.gift') return '1'
  return NUMBERED.has(action) ? String(amount ?? '') : ''
}
