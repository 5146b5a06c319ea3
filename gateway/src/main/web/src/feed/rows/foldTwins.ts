import { textOf, type Details } from '../../contract/details'
import type { FeedEntry } from '../entries/feed'

const NOTICE = 'channel.chat.notification'

/** Chat notices by type, each with the event that broadcasters receive for the same thing. */
const TWINS = new Map([
  ['sub', 'channel.subscribe'],
  ['resub', 'channel.subscription.message'],
  ['sub_gift', 'channel.subscription.gift'],
  ['community_sub_gift', 'channel.subscription.gift'],
])
const TOLD = new Set(TWINS.values())
/** The event comes by webhook and the notice by WebSocket, so their times differ. */
const APART_MS = 60_000
const ANONYMOUS = 'anonymous'

/** Drops chat notices that have a matching event; each event replaces one notice. */
export function withoutTwins(entries: readonly FeedEntry[]): readonly FeedEntry[] {
  const told = new Map<string, number[]>()
  for (const { event, time } of entries) {
    if (!TOLD.has(event.type)) continue
    const key = `${event.type} ${person(event.details, 'is_anonymous', 'user_id')}`
    told.set(key, [...(told.get(key) ?? []), time])
  }
  return told.size === 0 ? entries : entries.filter((entry) => !isTold(entry, told))
}

function isTold({ event: { type, details }, time }: FeedEntry, told: Map<string, number[]>) {
  const twin = type === NOTICE && TWINS.get(textOf(details, 'notice_type'))
  if (!twin) return false
  const key = `${twin} ${person(details, 'chatter_is_anonymous', 'chatter_user_id')}`
  const times = told.get(key) ?? []
  const index = times.findIndex((other) => Math.abs(other - time) <= APART_MS)
  if (index >= 0) times.splice(index, 1)
  return index >= 0
}

const person = (details: Details, anonymous: string, id: string) =>
  details[anonymous] === true ? ANONYMOUS : textOf(details, id)
