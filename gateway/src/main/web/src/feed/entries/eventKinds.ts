import { groupOf, type Action } from '../../contract/facts'
import { listOf } from '../../i18n/format'
import { t } from '../../i18n/i18n'

export interface EventKind {
  /** Also names its text and its colour. */
  id: string
  /** Path of a 24 × 24 line drawing. */
  icon: string
}

/** All kinds, in the order of the filter. */
const ICONS = {
  online:
    'M5.5 5.5a9 9 0 0 0 0 13m13-13a9 9 0 0 1 0 13M8.5 8.5a5 5 0 0 0 0 7m7-7a5 5 0 0 1 0 7M12 12h.01',
  offline: 'M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5z',
  update: 'M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4',
  raid: 'M3 12h13M11 6l6 6-6 6M21 5v14',
  follow: 'M12 20S4.5 15.4 4.5 10A4.2 4.2 0 0 1 12 7.2 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z',
  subscription: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z',
  gift: 'M4.5 10.5h15V20h-15zM3.5 7h17v3.5h-17zM12 7v13M12 7S8 7 8 4.8 11.5 4 12 7zM12 7s4 0 4-2.2S12.5 4 12 7z',
  bits: 'm12 3 7 8-7 10-7-10zM5 11h14',
  hype: 'M13 2.5 5 13.5h6l-1 8 8-11h-6z',
  poll: 'M5 20V11M12 20V4M19 20v-7',
  prediction: 'm4 17 5-5 4 4 7-8M15 8h5v5',
  points: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8a4 4 0 0 1 4 4',
  charity:
    'M12 20S4.5 15.4 4.5 10A4.2 4.2 0 0 1 12 7.2 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10zM12 10v5M9.5 12.5h5',
  shoutout: 'M4 10v4h3l8 5V5l-8 5zM18.5 9a4 4 0 0 1 0 6',
  chat: 'M4 5h16v11h-8l-5 4v-4H4zM8 9.5h8M8 12.5h5',
  sharedChat: 'M3 5h11v8H9l-3 3v-3H3zM17 9h4v8h-2v3l-3-3h-6v-1.5',
  moderation: 'M12 3.5 5 6v5.5c0 4.3 2.9 7.6 7 9 4.1-1.4 7-4.7 7-9V6zM9 12l2.2 2.2L15.5 10',
  ad: 'M4 5h16v14H4zM10 9l5 3-5 3z',
  goal: 'M6 21V4h12l-3 4 3 4H6',
  revocation: 'M12 4 2.5 20h19zM12 10v4.5M12 17.2h.01',
  other: 'M6 16v-5a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4',
}
type KindId = keyof typeof ICONS

const KINDS = Object.entries(ICONS).map(([id, icon]): EventKind => ({ id, icon }))
const BY_ID = new Map(KINDS.map((kind) => [kind.id, kind]))

/** Kinds of actions, or of whole groups of actions. */
const BY_ACTION: Partial<Record<string, KindId>> = {
  'stream.online': 'online',
  'stream.offline': 'offline',
  channel: 'update',
  raid: 'raid',
  unraid: 'raid',
  follow: 'follow',
  sub: 'subscription',
  'sub.gift': 'gift',
  'sub.gifts': 'gift',
  cheer: 'bits',
  powerUp: 'bits',
  bitsBadge: 'bits',
  hype: 'hype',
  poll: 'poll',
  prediction: 'prediction',
  reward: 'points',
  charity: 'charity',
  shoutout: 'shoutout',
  announcement: 'chat',
  watchStreak: 'chat',
  modAnniversary: 'chat',
  sharedChat: 'sharedChat',
  'chat.settings': 'moderation',
  chat: 'chat',
  notice: 'chat',
  ban: 'moderation',
  timeout: 'moderation',
  unban: 'moderation',
  moderator: 'moderation',
  vip: 'moderation',
  shield: 'moderation',
  unbanRequest: 'moderation',
  warning: 'moderation',
  suspicious: 'moderation',
  ad: 'ad',
  goal: 'goal',
  revoked: 'revocation',
}

/** Kinds by prefix of the subscription type; the first match wins. */
const BY_TYPE: [prefix: string, kind: KindId][] = [
  ['stream.online', 'online'],
  ['stream.offline', 'offline'],
  ['channel.update', 'update'],
  ['channel.raid', 'raid'],
  ['channel.follow', 'follow'],
  ['channel.subscription.gift', 'gift'],
  ['channel.subscri', 'subscription'],
  ['channel.cheer', 'bits'],
  ['channel.bits', 'bits'],
  ['channel.custom_power_up', 'bits'],
  ['channel.hype_train', 'hype'],
  ['channel.poll', 'poll'],
  ['channel.prediction', 'prediction'],
  ['channel.channel_points', 'points'],
  ['channel.charity', 'charity'],
  ['channel.shoutout', 'shoutout'],
  ['channel.chat_settings', 'moderation'],
  ['channel.chat', 'chat'],
  ['channel.shared_chat', 'sharedChat'],
  ['channel.ad_break', 'ad'],
  ['channel.goal', 'goal'],
  ['channel.ban', 'moderation'],
  ['channel.unban', 'moderation'],
  ['channel.moderat', 'moderation'],
  ['channel.vip', 'moderation'],
  ['channel.shield_mode', 'moderation'],
  ['channel.warning', 'moderation'],
  ['channel.suspicious_user', 'moderation'],
]

/** The kinds of some actions, in a fixed order, so that filters do not jump as events arrive. */
export function kindsAmong(actions: Action[]): EventKind[] {
  const present = new Set(actions.map(kindOf))
  return KINDS.filter((kind) => present.has(kind))
}

export const kindOf = (action: Action): EventKind =>
  kindBy(BY_ACTION[action] ?? BY_ACTION[groupOf(action)])

/** Names of the kinds of some subscription types, each once. */
export const kindNames = (types: string[]) =>
  listOf([...new Set(types.map((type) => t(`feed.kinds.${kindOfType(type).id}`)))])

const kindOfType = (type: string) =>
  kindBy(BY_TYPE.find(([prefix]) => type.startsWith(prefix))?.[1])

function kindBy(id: KindId = 'other'): EventKind {
  return BY_ID.get(id) ?? { id, icon: ICONS[id] }
}
