export type ConnectionState =
  'connecting' | 'live' | 'reconnecting' | 'offline' | 'refused' | 'failed' | 'none'

export interface ConnectionFacts {
  /** The device reports no network, and a request has failed: a dead socket seems alive for a while. */
  noNetwork: boolean
  /** The state of the socket in pusher-js; `none` if the site has no live feed. */
  socket: string
  /** Pusher's latest close code. */
  closeCode: number | null
  /** All channels are subscribed, and earlier events have been fetched. */
  caughtUp: boolean
  /** The connection was live at least once since the streamer was opened. */
  wasLive: boolean
  /** The viewer has access to none of the channels. */
  forbidden: boolean
}

/** A socket alone is not live: without the subscriptions and the catch-up, events are missing. */
export function connectionState(facts: ConnectionFacts): ConnectionState {
  if (facts.noNetwork) return 'offline'
  switch (facts.socket) {
    case 'none':
      return 'none'
    case 'failed':
      return 'failed'
    case 'unavailable':
      return 'offline'
    case 'disconnected':
      return facts.closeCode === null ? 'offline' : 'refused'
    case 'connected':
      if (facts.forbidden) return 'refused'
      if (facts.caughtUp) return 'live'
      break
  }
  return facts.wasLive ? 'reconnecting' : 'connecting'
}

/** The reason of a refusal, and whether a reload helps. */
export interface Refusal {
  /** Name of the text that gives the reason. */
  reason: string
  /** Whether only a newer page can help. */
  reload: boolean
}

const OUTDATED = new Set([4006, 4007, 4008])
const EXPLAINED = new Set([4001, 4003, 4004, 4005, 4009, 4301])

/** Maps a close code to its reason; without a code the private channel was refused. */
export function refusalOf(closeCode: number | null): Refusal {
  if (closeCode === null) return { reason: 'private', reload: false }
  if (OUTDATED.has(closeCode)) return { reason: 'outdated', reload: true }
  return { reason: EXPLAINED.has(closeCode) ? String(closeCode) : 'other', reload: false }
}
