/** The schemas of the gateway's openapi.yaml, by the same names. */

export interface PusherSettings {
  key: string
  host: string
  port: number
  tls: boolean
}

export interface PageConfig {
  version: string
  /** Null where there is no live feed. */
  pusher: PusherSettings | null
  embeds: { player: string; chat: string }
}

export interface Viewer {
  id: string
  login: string
  name: string
  avatar: string
  scopes: string[]
}

export interface StreamerSuggestion {
  id: string
  login: string
  name: string
  avatar: string
  live: boolean
  category: string
}

export interface Streamer {
  id: string
  login: string
  name: string
  avatar: string
}

export interface Stream {
  live: boolean
  title: string
  category: string
  viewers: number
  startedAt: string | null
}

export interface StreamOf {
  login: string
  stream: Stream
}

/** The reason is a sentence in English. */
export interface SubscriptionRefusal {
  type: string
  cause: string
  reason: string
}

export interface Subscriptions {
  active: string[]
  pending: string[]
  refused: SubscriptionRefusal[]
}

export interface StreamEvent {
  id: string
  type: string
  at: string
  streamer: { id: string; login: string; name: string }
  headline: string
  details: Record<string, unknown>
}

export interface RecentEvents {
  events: StreamEvent[]
  complete: boolean
}

export interface OpenedStream {
  streamer: Streamer
  stream: Stream
  channels: string[]
  subscriptions: Subscriptions
  recent: RecentEvents
}

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
}

/** Pusher's rule: who may listen to a channel of that name is decided by the server. */
export const isPrivateChannel = (channel: string) => channel.startsWith('private-')
