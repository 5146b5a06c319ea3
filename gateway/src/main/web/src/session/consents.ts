import type { Viewer, OpenedStream } from '../contract/contract'

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

const MODERATED_CHANNELS = 'user:read:moderated_channels'

/** Scopes that show moderators what moderators see; some are also part of the groups above. */
const MODERATED = [
  MODERATED_CHANNELS,
  'moderator:read:followers',
  'moderator:read:shoutouts',
  'moderator:read:shield_mode',
  'moderator:read:unban_requests',
  'moderator:read:warnings',
  'moderator:read:suspicious_users',
  'user:bot',
]

/** The name of the group of events of moderated channels. */
export const MODERATED_GROUP = 'moderated'

const namesModeratedChannels = (viewer: Viewer | null) =>
  viewer?.scopes.includes(MODERATED_CHANNELS) ?? false

/**
 * Scopes to request again: a session has only the scopes that its own sign-in requested. A group
 * counts as given with any of its scopes, since groups grow with new releases.
 */
export const consentsToKeep = (viewer: Viewer | null) => {
  const moderates = namesModeratedChannels(viewer)
  // A consent as a moderator is no consent as a broadcaster.
  const given = viewer?.scopes.filter((scope) => !moderates || !MODERATED.includes(scope)) ?? []
  const groups = Object.entries(CONSENT_GROUPS)
    .filter(([, scopes]) => scopes.some((scope) => given.includes(scope)))
    .map(([name]) => name)
  return { groups: moderates ? [...groups, MODERATED_GROUP] : groups, chat: readsChat(viewer) }
}

/**
 * Whether the consent to see what moderators see is given on a channel, can be asked for, or makes
 * no sense: on the own channel, and where Twitch does not name the viewer as a moderator.
 */
export function moderatedConsent(opened: OpenedStream, viewer: Viewer | null) {
  if (!viewer || viewer.id === opened.streamer.id) return 'none'
  if (!namesModeratedChannels(viewer)) return 'offered'
  if (!opened.moderator) return 'none'
  return MODERATED.every((scope) => viewer.scopes.includes(scope)) ? 'given' : 'offered'
}

export interface Consent {
  /** The name of the group. */
  name: string
  scopes: string[]
  given: boolean
}

/** The consents that broadcasters can give on their own channel; empty on other channels. */
export function consentsFor(opened: OpenedStream, viewer: Viewer | null): Consent[] {
  const own = opened.channels.includes(`private-${opened.streamer.login}`)
  if (!own || !viewer) return []
  return Object.entries(CONSENT_GROUPS).map(([name, scopes]) => ({
    name,
    scopes,
    given: scopes.every((scope) => viewer.scopes.includes(scope)),
  }))
}
