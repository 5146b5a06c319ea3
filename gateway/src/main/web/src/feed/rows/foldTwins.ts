import type { StreamEvent } from '../../contract/contract'
import { textOf, type Details } from '../../contract/details'
import type { FeedEntry } from '../entries/feed'

const NOTICE = 'channel.chat.notification'

/** Chat notices by type, each with the event that broadcasters receive for the same thing. */
const TWINS = new Map([
  ['sub', 'channel.subscribe'],
  ['resub', 'channel.subscription.message'],
  ['sub_gift', 'channel.subscription.gift'],
  ['community_sub_gift', 'channel.subscription.gift'],
  ['charity_donation', 'channel.charity_campaign.donate'],
])
const BITS = 'channel.bits.use'
/** Tells of a custom Power-up with the viewer's words, which the use of Bits lacks. */
const POWER_UP = 'channel.custom_power_up_redemption.add'
const TOLD = new Set([...TWINS.values(), POWER_UP])
/** The event comes by webhook and the notice by WebSocket, so their times differ. */
const APART_MS = 60_000
const ANONYMOUS = 'anonymous'

/** Drops events that repeat a better one; each event replaces one other. */
export function withoutTwins(entries: readonly FeedEntry[]): readonly FeedEntry[] {
  const told = new Map<string, number[]>()
  for (const { event, time } of entries) {
    if (!TOLD.has(event.type)) continue
    const key = `${event.type} ${person(event.details, 'is_anonymous', 'user_id')}`
    told.set(key, [...(told.get(key) ?? []), time])
  }
  return told.size === 0 ? entries : entries.filter((entry) => !isTold(entry, told))
}

function isTold({ event, time }: FeedEntry, told: Map<string, number[]>) {
  const times = told.get(twinOf(event)) ?? []
  const index = times.findIndex((other) => Math.abs(other - time) <= APART_MS)
  if (index >= 0) times.splice(index, 1)
  return index >= 0
}

/** The key of the event that replaces an event; empty if none does. */
function twinOf({ type, details }: StreamEvent) {
  if (type === BITS && textOf(details, 'type') === 'custom_power_up') {
    return `${POWER_UP} ${person(details, 'is_anonymous', 'user_id')}`
  }
  const twin = type === NOTICE && TWINS.get(textOf(details, 'notice_type'))
  return twin ? `${twin} ${person(details, 'chatter_is_anonymous', 'chatter_user_id')}` : ''
}

const person = (details: Details, anonymous: string, id: string) =>
  details[anonymous] === true ? ANONYMOUS : textOf(details, id)
