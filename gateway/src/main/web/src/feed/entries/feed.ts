import { isPrivateChannel, type StreamEvent } from '../../contract/contract'
import { factsOf, isEnd, isTellable, type Facts } from '../../contract/facts'

/** More events than an evening brings; older ones are dropped. */
export const FEED_LIMIT = 5_000

/** Equal keys further apart than this are different events: the same can happen again. */
const KEY_WINDOW_MS = 15 * 60_000
/** More than Twitch and a cluster ever make of one event. */
const MAX_COPIES = 10

/** Types that everyone may see; the others reach only the streamer. */
const PUBLIC_TYPES = new Set([
  'stream.online',
  'stream.offline',
  'channel.update',
  'channel.raid',
  'channel.chat.notification',
  'channel.shared_chat.begin',
  'channel.shared_chat.update',
  'channel.shared_chat.end',
  'revocation',
])

export interface FeedEntry {
  event: StreamEvent
  /** Further ids under which the event came, to which links can lead. */
  copies: string[]
  /** Time of the event in milliseconds, parsed once because feeds compare it often. */
  time: number
  /** Visible to the streamer only. */
  restricted: boolean
  /** Arrived live, not from the history. */
  fresh: boolean
  /** Time of arrival at the page in milliseconds. */
  cameAt: number
  /** Position in the order of arrival. */
  arrival: number
  /** Adds nothing that a viewer has to see: it only changes a row, or ends what has ended. */
  repeats: boolean
}

export const arrivedOn = (channel: string, event: StreamEvent) =>
  entry(event, isPrivateChannel(channel), true)

/** An entry from the history, where the type decides instead of the channel. */
export const remembered = (event: StreamEvent) => entry(event, !PUBLIC_TYPES.has(event.type), false)

function entry(event: StreamEvent, restricted: boolean, fresh: boolean): FeedEntry {
  return {
    event,
    copies: [],
    time: Date.parse(event.at),
    restricted,
    fresh,
    cameAt: Date.now(),
    arrival: 0,
    repeats: false,
  }
}

/**
 * The events of one streamer that can be told, newest first, without duplicates and up to a limit.
 * Among events of the same time, the last arrival comes first.
 */
export class Feed {
  private entries: FeedEntry[] = []
  private readonly ids = new Set<string>()
  private readonly told = new Set<string>()
  /** The entries under each key that is not an id. */
  private readonly byKey = new Map<string, FeedEntry[]>()
  private arrivals = 0

  constructor(private readonly limit = FEED_LIMIT) {}

  /**
   * Adds and returns new entries. Events are delivered at least once, so ids can repeat; an event
   * that Twitch sent under two ids has the same key twice.
   */
  add(arrivals: readonly FeedEntry[]): FeedEntry[] {
    return arrivals.filter((arrival) => this.addOne(arrival))
  }

  /** A copy that later arrivals do not change. */
  snapshot(): FeedEntry[] {
    return this.entries.slice()
  }

  private addOne(arrival: FeedEntry) {
    if (this.isKnown(arrival) || !isTellable(arrival.event)) return false
    const place = this.placeOf(arrival.time)
    if (place >= this.limit) return false
    this.arrivals += 1
    arrival.arrival = this.arrivals
    this.entries.splice(place, 0, arrival)
    this.ids.add(arrival.event.id)
    arrival.repeats = this.isTold(arrival.event)
    const once = toldOnce(arrival.event)
    if (once !== undefined) this.told.add(once)
    const { key, id } = arrival.event
    if (key && key !== id) this.byKey.set(key, [...this.entriesOf(key), arrival])
    if (this.entries.length > this.limit) this.dropOldest()
    return true
  }

  private dropOldest() {
    const oldest = this.entries.pop()
    if (!oldest) return
    this.ids.delete(oldest.event.id)
    this.told.delete(toldOnce(oldest.event) ?? '')
    const { key = '' } = oldest.event
    const others = this.entriesOf(key).filter((other) => other !== oldest)
    if (others.length > 0) this.byKey.set(key, others)
    else this.byKey.delete(key)
  }

  private isKnown({ event: { id, key }, time }: FeedEntry) {
    if (this.ids.has(id)) return true
    const same = this.entriesOf(key).find((it) => Math.abs(it.time - time) < KEY_WINDOW_MS)
    if (same && same.copies.length < MAX_COPIES && !same.copies.includes(id)) same.copies.push(id)
    return same !== undefined
  }

  /** Whether an event adds nothing, such as late progress of what has ended. */
  private isTold(event: StreamEvent) {
    const { object } = factsOf(event)
    return (
      this.told.has(toldOnce(event) ?? '') || (object !== undefined && this.told.has(endOf(object)))
    )
  }

  private entriesOf(key = '') {
    return this.byKey.get(key) ?? []
  }

  /** The index of the first entry that is not newer. */
  private placeOf(time: number) {
    let from = 0
    let to = this.entries.length
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((this.entries[middle]?.time ?? 0) > time) from = middle + 1
      else to = middle
    }
    return from
  }
}

/**
 * Identifies what is shown once for an object: an end, a redemption, whose row changes in place, or the title and price
 * of a reward, whose changes Twitch also reports when neither changes.
 */
function toldOnce(event: StreamEvent) {
  const { action, object, title = '', amount = '' } = factsOf(event)
  if (!object) return undefined
  const key = `${object.kind}:${object.id}`
  if (object.kind === 'redemption') return key
  if (action === 'reward.changed') return `${key} ${amount} ${title}`
  return isEnd(action) ? endOf(object) : undefined
}

const endOf = ({ kind, id }: NonNullable<Facts['object']>) => `${kind}:${id} end`

/** Validates data from the channel: anyone with its key could send anything. */
export function isStreamEvent(data: unknown): data is StreamEvent {
  if (typeof data !== 'object' || data === null) return false
  const { id, type, at, headline, details } = data as Record<string, unknown>
  return (
    typeof id === 'string' &&
    typeof type === 'string' &&
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    typeof headline === 'string' &&
    typeof details === 'object' &&
    details !== null
  )
}
