export type ConnectionState =
  'connecting' | 'live' | 'reconnecting' | 'offline' | 'refused' | 'failed'

export interface ConnectionFacts {
  /** pusher-js' own word for the socket. */
  socket: string
  /** The code with which Pusher last closed or refused the socket. */
  closeCode: number | null
  /** Every channel is subscribed, and what came before has been read. */
  caughtUp: boolean
  /** Has been live since the streamer was opened. */
  wasLive: boolean
  /** A channel that this viewer may not hear. */
  forbidden: boolean
}

/** A socket alone is not live: without the subscriptions and the catch-up, events are missing. */
export function connectionState(facts: ConnectionFacts): ConnectionState {
  switch (facts.socket) {
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

const REASONS = new Map([
  [4001, 'the server’s Pusher key is wrong'],
  [4003, 'the Pusher app is switched off'],
  [4004, 'too many viewers at the moment'],
  [4005, 'the Pusher address is wrong'],
  [4006, 'this page is out of date, reload it'],
  [4007, 'this page is out of date, reload it'],
  [4008, 'this page is out of date, reload it'],
  [4009, 'the sign-in is not accepted'],
  [4301, 'too many messages from this page'],
])

export const refusalReason = (closeCode: number | null) =>
  closeCode === null
    ? 'you may not see this channel’s private events'
    : (REASONS.get(closeCode) ?? `code ${closeCode}`)
