import type { StreamEvent } from './contract'

export const FEED_LIMIT = 500

/** Facts that everyone may see; the rest reaches only the streamer. */
const PUBLIC_TYPES = new Set([
  'stream.online',
  'stream.offline',
  'channel.update',
  'channel.raid',
  'revocation',
])

export interface FeedEntry {
  event: StreamEvent
  /** Only the streamer can see it. */
  restricted: boolean
  /** Came while the page was open, and not from what is remembered. */
  fresh: boolean
}

export const isPrivateChannel = (channel: string) => channel.startsWith('private-')

export const arrivedOn = (channel: string, event: StreamEvent): FeedEntry => ({
  event,
  restricted: isPrivateChannel(channel),
  fresh: true,
})

/** An answer of the server does not say by which channel an event went, but its type does. */
export const remembered = (event: StreamEvent): FeedEntry => ({
  event,
  restricted: !PUBLIC_TYPES.has(event.type),
  fresh: false,
})

/** Twitch delivers at least once, so the same id comes again sooner or later. */
export function unseen(feed: readonly FeedEntry[], arrivals: readonly FeedEntry[]) {
  const ids = new Set(feed.map((entry) => entry.event.id))
  return arrivals.filter(({ event }) => !ids.has(event.id) && ids.add(event.id))
}

/** Newest first; of events with the same time, the one that arrived last comes first. */
export function merge(feed: readonly FeedEntry[], arrivals: readonly FeedEntry[]): FeedEntry[] {
  return [...unseen(feed, arrivals).reverse(), ...feed]
    .sort((a, b) => Date.parse(b.event.at) - Date.parse(a.event.at))
    .slice(0, FEED_LIMIT)
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
