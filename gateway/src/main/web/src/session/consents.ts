import { isPrivateChannel, type Viewer, type OpenedStream } from '../contract/contract'

/** Groups of Twitch's scopes, each with the name of its texts, in the order of display. */
export const CONSENT_GROUPS = {
  community: ['moderator:read:followers', 'channel:read:vips', 'moderation:read'],
  support: [
    'channel:read:subscriptions',
    'bits:read',
    'channel:read:charity',
    'channel:read:goals',
  ],
  play: [
    'channel:read:hype_train',
    'channel:read:polls',
    'channel:read:predictions',
    'channel:read:redemptions',
  ],
  stream: ['channel:read:ads', 'moderator:read:shoutouts'],
  moderation: [
    'channel:moderate',
    'moderator:read:shield_mode',
    'moderator:read:unban_requests',
    'moderator:read:warnings',
    'moderator:read:suspicious_users',
  ],
}

export const ALL_GROUPS = Object.keys(CONSENT_GROUPS)

/** Scope for reading chat: adds subscriptions, gifts and raids to the feeds of all channels. */
const CHAT = 'user:read:chat'

export const readsChat = (viewer: Viewer | null) => viewer?.scopes.includes(CHAT) ?? false

/**
 * Scopes to request again: a session has only the scopes that its own sign-in requested. A group
 * counts as given with any of its scopes, since groups grow with new releases.
 */
export const consentsToKeep = (viewer: Viewer | null) => ({
  groups: Object.entries(CONSENT_GROUPS)
    .filter(([, scopes]) => scopes.some((scope) => viewer?.scopes.includes(scope)))
    .map(([name]) => name),
  chat: readsChat(viewer),
})

export interface Consent {
  /** The name of the group. */
  name: string
  scopes: string[]
  given: boolean
}

/** The consents that broadcasters can give on their own channel; empty on other channels. */
export function consentsFor(opened: OpenedStream, viewer: Viewer | null): Consent[] {
  const own = opened.channels.some(isPrivateChannel)
  if (!own || !viewer) return []
  return Object.entries(CONSENT_GROUPS).map(([name, scopes]) => ({
    name,
    scopes,
    given: scopes.every((scope) => viewer.scopes.includes(scope)),
  }))
}
