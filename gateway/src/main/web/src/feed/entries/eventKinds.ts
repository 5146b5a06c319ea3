import { listOf } from '../../i18n/format'
import { t } from '../../i18n/i18n'

export interface EventKind {
  /** Also names its text and its colour. */
  id: string
  /** Path of a 24 × 24 line drawing. */
  icon: string
}

const OTHER: EventKind = {
  id: 'other',
  icon: 'M6 16v-5a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4',
}

const BITS: EventKind = { id: 'bits', icon: 'm12 3 7 8-7 10-7-10zM5 11h14' }

const MODERATION: EventKind = {
  id: 'moderation',
  icon: 'M12 3.5 5 6v5.5c0 4.3 2.9 7.6 7 9 4.1-1.4 7-4.7 7-9V6zM9 12l2.2 2.2L15.5 10',
}

/** Kinds by prefix of the subscription type; the first match wins. */
const KINDS: [prefix: string, kind: EventKind][] = [
  [
    'stream.online',
    {
      id: 'online',
      icon: 'M5.5 5.5a9 9 0 0 0 0 13m13-13a9 9 0 0 1 0 13M8.5 8.5a5 5 0 0 0 0 7m7-7a5 5 0 0 1 0 7M12 12h.01',
    },
  ],
  [
    'stream.offline',
    {
      id: 'offline',
      icon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5z',
    },
  ],
  ['channel.update', { id: 'update', icon: 'M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4' }],
  ['channel.raid', { id: 'raid', icon: 'M3 12h13M11 6l6 6-6 6M21 5v14' }],
  [
    'channel.follow',
    {
      id: 'follow',
      icon: 'M12 20S4.5 15.4 4.5 10A4.2 4.2 0 0 1 12 7.2 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z',
    },
  ],
  [
    'channel.subscri',
    {
      id: 'subscription',
      icon: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z',
    },
  ],
  ['channel.cheer', BITS],
  ['channel.bits', BITS],
  ['channel.custom_power_up', BITS],
  [
    'channel.charity_campaign',
    {
      id: 'charity',
      icon: 'M12 20S4.5 15.4 4.5 10A4.2 4.2 0 0 1 12 7.2 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10zM12 10v5M9.5 12.5h5',
    },
  ],
  ['channel.hype_train', { id: 'hype', icon: 'M13 2.5 5 13.5h6l-1 8 8-11h-6z' }],
  ['channel.poll', { id: 'poll', icon: 'M5 20V11M12 20V4M19 20v-7' }],
  ['channel.prediction', { id: 'prediction', icon: 'm4 17 5-5 4 4 7-8M15 8h5v5' }],
  [
    'channel.channel_points',
    {
      id: 'points',
      icon: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8a4 4 0 0 1 4 4',
    },
  ],
  ['channel.shoutout', { id: 'shoutout', icon: 'M4 10v4h3l8 5V5l-8 5zM18.5 9a4 4 0 0 1 0 6' }],
  ['channel.chat.', { id: 'chat', icon: 'M4 5h16v11h-8l-5 4v-4H4zM8 9.5h8M8 12.5h5' }],
  [
    'channel.shared_chat',
    { id: 'sharedChat', icon: 'M3 5h11v8H9l-3 3v-3H3zM17 9h4v8h-2v3l-3-3h-6v-1.5' },
  ],
  ...[
    'ban',
    'unban',
    'moderator',
    'vip',
    'shield_mode',
    'warning',
    'suspicious_user',
    'chat_settings',
  ].map((name): [string, EventKind] => [`channel.${name}`, MODERATION]),
  ['channel.ad_break', { id: 'ad', icon: 'M4 5h16v14H4zM10 9l5 3-5 3z' }],
  ['channel.goal', { id: 'goal', icon: 'M6 21V4h12l-3 4 3 4H6' }],
  ['revocation', { id: 'revocation', icon: 'M12 4 2.5 20h19zM12 10v4.5M12 17.2h.01' }],
]

/** The kinds of some types, in a fixed order, so that filters do not jump as events arrive. */
export function kindsAmong(types: string[]): EventKind[] {
  const present = new Set(types.map(kindOf))
  return [...KINDS.map(([, kind]) => kind), OTHER].filter((kind) => present.delete(kind))
}

export const kindOf = (type: string): EventKind =>
  KINDS.find(([prefix]) => type.startsWith(prefix))?.[1] ?? OTHER

/** Names of the kinds of some subscription types, each once. */
export const kindNames = (types: string[]) =>
  listOf([...new Set(types.map((type) => t(`feed.kinds.${kindOf(type).id}`)))])
