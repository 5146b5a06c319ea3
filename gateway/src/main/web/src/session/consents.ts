import { isPrivateChannel, type Viewer, type OpenedStream } from '../contract/contract'

/** Twitch's scopes, and under which name the page tells what each brings, in that order. */
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

/** With it the feeds of all channels show what chat shows of support and raids. */
const CHAT = 'user:read:chat'

export const readsChat = (viewer: Viewer | null) => viewer?.scopes.includes(CHAT) ?? false

/** What to ask for again at a sign-in, since a session has only what its own sign-in asked for. */
export const consentsToKeep = (viewer: Viewer | null) => ({
  own: viewer?.scopes.some((scope) => scope in CONSENTS) ?? false,
  chat: readsChat(viewer),
})

export interface Consent {
  scope: string
  name: string
  given: boolean
}

/** What broadcasters can consent to on their own channel; nothing on anybody else's. */
export function consentsFor(opened: OpenedStream, viewer: Viewer | null): Consent[] {
  const own = opened.channels.some(isPrivateChannel)
  if (!own || !viewer) return []
  return Object.entries(CONSENTS).map(([scope, name]) => ({
    scope,
    name,
    given: viewer.scopes.includes(scope),
  }))
}
