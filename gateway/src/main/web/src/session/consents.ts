import { isPrivateChannel, type Viewer, type OpenedStream } from '../contract/contract'

/** Twitch's scopes, each with the name of its text, in the order of display. */
export const CONSENTS = {
  'moderator:read:followers': 'followers',
  'channel:read:subscriptions': 'subscriptions',
  'bits:read': 'cheers',
  'channel:read:hype_train': 'hypeTrains',
  'channel:read:polls': 'polls',
  'channel:read:predictions': 'predictions',
  'channel:read:redemptions': 'points',
  'moderator:read:shoutouts': 'shoutouts',
  'channel:read:ads': 'ads',
  'channel:read:goals': 'goals',
}

/** Scope for reading chat: adds subscriptions, gifts and raids to the feeds of all channels. */
const CHAT = 'user:read:chat'

export const readsChat = (viewer: Viewer | null) => viewer?.scopes.includes(CHAT) ?? false

/** Scopes to request again: a session has only the scopes that its own sign-in requested. */
export const consentsToKeep = (viewer: Viewer | null) => ({
  own: viewer?.scopes.some((scope) => scope in CONSENTS) ?? false,
  chat: readsChat(viewer),
})

export interface Consent {
  scope: string
  name: string
  given: boolean
}

/** The consents that broadcasters can give on their own channel; empty on other channels. */
export function consentsFor(opened: OpenedStream, viewer: Viewer | null): Consent[] {
  const own = opened.channels.some(isPrivateChannel)
  if (!own || !viewer) return []
  return Object.entries(CONSENTS).map(([scope, name]) => ({
    scope,
    name,
    given: viewer.scopes.includes(scope),
  }))
}
