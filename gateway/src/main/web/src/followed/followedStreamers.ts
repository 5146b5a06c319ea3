/** How many streamers one page follows; each costs a channel or two of Pusher's connection. */
export const STRIP_LIMIT = 8

export interface Seat {
  login: string
  /** As told by the server, until then the login. */
  name: string
  avatar: string
  /** Null while nobody has told. */
  live: boolean | null
  /** Events that came while nobody looked. */
  unread: number
  /** When it was last in view, in milliseconds; 0 for never. */
  viewedAt: number
}

const newSeat = (login: string): Seat => ({
  login,
  name: login,
  avatar: '',
  live: null,
  unread: 0,
  viewedAt: 0,
})

/** Brings a streamer into view; where no seat is free, the one not seen for longest gives way. */
export function seated(strip: readonly Seat[], login: string, now: number): Seat[] {
  const seats = strip.some((seat) => seat.login === login)
    ? strip
    : [...withRoom(strip), newSeat(login)]
  return seats.map((seat) => (seat.login === login ? { ...seat, viewedAt: now, unread: 0 } : seat))
}

/** Adds streamers behind the others, as far as there are seats. */
export function joined(strip: readonly Seat[], logins: readonly string[]): Seat[] {
  const taken = new Set(strip.map(({ login }) => login))
  const fresh = [...new Set(logins)].filter((login) => !taken.has(login))
  return [...strip, ...fresh.map(newSeat)].slice(0, Math.max(STRIP_LIMIT, strip.length))
}

export const unreadIn = (strip: readonly Seat[]) =>
  strip.reduce((sum, { unread }) => sum + unread, 0)

function withRoom(strip: readonly Seat[]) {
  if (strip.length < STRIP_LIMIT) return strip
  const oldest = strip.reduce((a, b) => (b.viewedAt < a.viewedAt ? b : a))
  return strip.filter((seat) => seat !== oldest)
}
