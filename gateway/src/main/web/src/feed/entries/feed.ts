import { isPrivateChannel, type StreamEvent } from '../../contract/contract'

/** More than an evening brings; what is older gives way. */
export const FEED_LIMIT = 5_000

/** Facts that everyone may see; the rest reaches only the streamer. */
const PUBLIC_TYPES = new Set([
  'stream.online',
  'stream.offline',
  'channel.update',
  'channel.raid',
  'channel.chat.notification',
  'revocation',
])

export interface FeedEntry {
  event: StreamEvent
  /** Of the event, in milliseconds; a feed compares times far too often to read texts each time. */
  time: number
  /** Only the streamer can see it. */
  restricted: boolean
  /** Came while the page was open, and not from what is remembered. */
  fresh: boolean
  /** When it reached the page, in milliseconds. */
  cameAt: number
  /** Its place in the order of arrival. */
  arrival: number
}

export const arrivedOn = (channel: string, event: StreamEvent) =>
  entry(event, isPrivateChannel(channel), true)

/** An answer of the server does not say by which channel an event went, but its type does. */
export const remembered = (event: StreamEvent) => entry(event, !PUBLIC_TYPES.has(event.type), false)

function entry(event: StreamEvent, restricted: boolean, fresh: boolean): FeedEntry {
  return {
    event,
    time: Date.parse(event.at),
    restricted,
    fresh,
    cameAt: Date.now(),
    arrival: 0,
  }
}

/**
 * The events of one streamer, newest first, each once and at most so many. Of events with the same
 * time, the one that arrived last comes first.
 */
export class Feed {
  private entries: FeedEntry[] = []
  private readonly ids = new Set<string>()
  private arrivals = 0

  constructor(private readonly limit = FEED_LIMIT) {}

  /** Takes what is new, and answers it. Twitch delivers at least once, so the same id comes again. */
  add(arrivals: readonly FeedEntry[]): FeedEntry[] {
    return arrivals.filter((arrival) => this.addOne(arrival))
  }

  /** As it is now; later arrivals do not change it. */
  snapshot(): FeedEntry[] {
    return this.entries.slice()
  }

  private addOne(arrival: FeedEntry) {
    if (this.ids.has(arrival.event.id)) return false
    const place = this.placeOf(arrival.time)
    if (place >= this.limit) return false
    this.arrivals += 1
    arrival.arrival = this.arrivals
    this.entries.splice(place, 0, arrival)
    this.ids.add(arrival.event.id)
    if (this.entries.length > this.limit) this.dropOldest()
    return true
  }

  private dropOldest() {
    const oldest = this.entries.pop()
    if (oldest) this.ids.delete(oldest.event.id)
  }

  /** Before the first that is not newer. */
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

/** Anyone with the channel's key could send something else, so data is checked before use. */
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
