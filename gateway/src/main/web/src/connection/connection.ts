export type ConnectionState =
  'connecting' | 'live' | 'reconnecting' | 'offline' | 'refused' | 'failed' | 'none'

export interface ConnectionFacts {
  /** The device has a network; without one, a socket only seems to live until it is missed. */
  online: boolean
  /** pusher-js' own word for the socket, or none where the site has no live feed. */
  socket: string
  /** The code with which Pusher last closed or refused the socket. */
  closeCode: number | null
  /** Every channel is subscribed, and what came before has been read. */
  caughtUp: boolean
  /** Has been live since the streamer was opened. */
  wasLive: boolean
  /** There is no channel that this viewer may hear. */
  forbidden: boolean
}

/** A socket alone is not live: without the subscriptions and the catch-up, events are missing. */
export function connectionState(facts: ConnectionFacts): ConnectionState {
  if (!facts.online) return 'offline'
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

/** What a person can do about a refusal besides waiting. */
export interface Refusal {
  /** Name of the text that gives the reason. */
  reason: string
  /** Whether only a newer page can help. */
  reload: boolean
}

const OUTDATED = new Set([4006, 4007, 4008])
const EXPLAINED = new Set([4001, 4003, 4004, 4005, 4009, 4301])

/** Why Pusher, or the server by way of it, refuses; without a code it is about private events. */
export function refusalOf(closeCode: number | null): Refusal {
  if (closeCode === null) return { reason: 'private', reload: false }
  if (OUTDATED.has(closeCode)) return { reason: 'outdated', reload: true }
  return { reason: EXPLAINED.has(closeCode) ? String(closeCode) : 'other', reload: false }
}
