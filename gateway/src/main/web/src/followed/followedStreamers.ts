/** How many streamers a page follows at once; each costs one or two channels of the connection. */
export const FOLLOW_LIMIT = 8

export interface FollowedStreamer {
  login: string
  /** From the server; until its answer, the login. */
  name: string
  avatar: string
  /** Null while unknown. */
  live: boolean | null
  /** Of the stream, as far as it is known. */
  title?: string
  /** Number of events that arrived out of view. */
  unread: number
  /** Time of the last view in milliseconds; 0 for never. */
  viewedAt: number
}

const newStreamer = (login: string): FollowedStreamer => ({
  login,
  name: login,
  avatar: '',
  live: null,
  unread: 0,
  viewedAt: 0,
})

/**
 * Marks a streamer as viewed now. A new one replaces the one not viewed for longest, a favourite only
 * if all are favourites.
 */
export function viewed(
  streamers: readonly FollowedStreamer[],
  login: string,
  now: number,
  isFavourite: (login: string) => boolean,
): FollowedStreamer[] {
  const all = streamers.some((streamer) => streamer.login === login)
    ? streamers
    : [...withRoom(streamers, isFavourite), newStreamer(login)]
  return all.map((streamer) =>
    streamer.login === login ? { ...streamer, viewedAt: now, unread: 0 } : streamer,
  )
}

/** Appends streamers up to the limit, each once. */
export function added(
  streamers: readonly FollowedStreamer[],
  logins: readonly string[],
): FollowedStreamer[] {
  const known = new Set(streamers.map(({ login }) => login))
  const fresh = [...new Set(logins)].filter((login) => !known.has(login))
  return [...streamers, ...fresh.map(newStreamer)].slice(
    0,
    Math.max(FOLLOW_LIMIT, streamers.length),
  )
}

export const totalUnread = (streamers: readonly FollowedStreamer[]) =>
  streamers.reduce((sum, { unread }) => sum + unread, 0)

function withRoom(streamers: readonly FollowedStreamer[], isFavourite: (login: string) => boolean) {
  if (streamers.length < FOLLOW_LIMIT) return streamers
  const others = streamers.filter(({ login }) => !isFavourite(login))
  const candidates = others.length > 0 ? others : streamers
  const oldest = candidates.reduce((a, b) => (b.viewedAt < a.viewedAt ? b : a))
  return streamers.filter((streamer) => streamer !== oldest)
}
