import type { Viewer, OpenedStream } from '../contract/contract'

type Scopes = Pick<Viewer, 'scopes'>

/**
 * Groups of Twitch's scopes, each with the name of its texts, in the order of display. Every scope
 * comes with a type of events that Twitch sends only with it.
 */
export const CONSENT_GROUPS: Record<string, Record<string, string>> = {
  community: {
    'moderator:read:followers': 'channel.follow',
    'channel:read:vips': 'channel.vip.add',
    'moderation:read': 'channel.moderator.add',
  },
  support: {
    'channel:read:subscriptions': 'channel.subscribe',
    'bits:read': 'channel.bits.use',
    'channel:read:charity': 'channel.charity_campaign.donate',
    'channel:read:goals': 'channel.goal.begin',
  },
  play: {
    'channel:read:hype_train': 'channel.hype_train.begin',
    'channel:read:polls': 'channel.poll.begin',
    'channel:read:predictions': 'channel.prediction.begin',
    'channel:read:redemptions': 'channel.channel_points_custom_reward_redemption.add',
  },
  stream: {
    'channel:read:ads': 'channel.ad_break.begin',
    'moderator:read:shoutouts': 'channel.shoutout.create',
  },
  moderation: {
    'channel:moderate': 'channel.ban',
    'moderator:read:shield_mode': 'channel.shield_mode.begin',
    'moderator:read:unban_requests': 'channel.unban_request.create',
    'moderator:read:warnings': 'channel.warning.send',
    'moderator:read:suspicious_users': 'channel.suspicious_user.update',
  },
}

/** Scope for reading chat: adds subscriptions, gifts and raids to the feeds of all channels. */
const CHAT = 'user:read:chat'

export const readsChat = (viewer: Scopes | null) => viewer?.scopes.includes(CHAT) ?? false

const FOLLOWS = 'user:read:follows'

export const listsFollows = (viewer: Scopes | null) => viewer?.scopes.includes(FOLLOWS) ?? false

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

export const namesModeratedChannels = (viewer: Scopes | null) =>
  viewer?.scopes.includes(MODERATED_CHANNELS) ?? false

/**
 * Scopes to request again: a session has only the scopes that its own sign-in requested. A group
 * counts as given with any of its scopes, since groups grow with new releases.
 */
export const consentsToKeep = (viewer: Scopes | null) => {
  const moderates = namesModeratedChannels(viewer)
  // A consent as a moderator is no consent as a broadcaster.
  const given = viewer?.scopes.filter((scope) => !moderates || !MODERATED.includes(scope)) ?? []
  const groups = Object.entries(CONSENT_GROUPS)
    .filter(([, scopes]) => given.some((scope) => scope in scopes))
    .map(([name]) => name)
  return {
    groups: moderates ? [...groups, MODERATED_GROUP] : groups,
    chat: readsChat(viewer),
    follows: listsFollows(viewer),
  }
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

/**
 * The consents that broadcasters can give on their own channel; empty on other channels. A consent is
 * given if Twitch sends the events: a session has only the scopes that its own sign-in requested.
 */
export function consentsFor(opened: OpenedStream, viewer: Viewer | null): Consent[] {
  const own = opened.channels.includes(`private-${opened.streamer.login}`)
  if (!own || !viewer) return []
  const { active } = opened.subscriptions
  return Object.entries(CONSENT_GROUPS).map(([name, types]) => ({
    name,
    scopes: Object.keys(types),
    given: Object.entries(types).every(
      ([scope, type]) => viewer.scopes.includes(scope) || active.includes(type),
    ),
  }))
}
