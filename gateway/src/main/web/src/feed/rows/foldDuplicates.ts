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

/** Drops events that repeat a better one; each event replaces one other. */
export const withoutDuplicates = (entries: readonly FeedEntry[]) =>
  withoutNotices(onceEnded(entries))

/** Some types need two subscriptions for a channel, which Twitch ends one by one. */
function onceEnded(entries: readonly FeedEntry[]) {
  const ends = new Map<string, number>()
  return entries.filter(({ event, time }) => {
    const { action, type, reason } = factsOf(event)
    if (action !== 'revoked') return true
    const key = `${String(type)} ${String(reason)}`
    const isRepeat = (ends.get(key) ?? Infinity) - time <= APART_MS
    ends.set(key, time)
    return !isRepeat
  })
}

function withoutNotices(entries: readonly FeedEntry[]): readonly FeedEntry[] {
  const told = new Map<string, number[]>()
  for (const { event, time } of entries) {
    const key = keyOf(factsOf(event))
    if (key === null || isRepeat(event)) continue
    told.set(key, [...(told.get(key) ?? []), time])
  }
  if (told.size === 0) return entries
  const gifts = new Set<string>()
  const left = entries.filter((entry) => {
    if (!isTold(entry, told)) return true
    const { gift } = factsOf(entry.event).refs
    if (gift !== undefined) gifts.add(gift)
    return false
  })
  return gifts.size === 0 ? left : left.filter(({ event }) => !isPartOf(gifts, event))
}

/** The recipients of a gift that EventSub tells come from EventSub, too. */
function isPartOf(gifts: Set<string>, event: FeedEntry['event']) {
  const { action, refs } = factsOf(event)
  return action === 'sub.gift' && isNotice(event) && gifts.has(refs.gift ?? '')
}

function isTold({ event, time }: FeedEntry, told: Map<string, number[]>) {
  const key = isRepeat(event) ? keyOf(factsOf(event)) : null
  const times = key === null ? [] : (told.get(key) ?? [])
  const index = times.findIndex((other) => Math.abs(other - time) <= APART_MS)
  if (index >= 0) times.splice(index, 1)
  return index >= 0
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
