import { numberOf, textOf, type Details } from '../../contract/details'
import { hasText } from '../i18n'
import { lineOf, personOf, whoDoes, type Wording, type Words } from './words'

/** Shoutouts, roles, and messages of Twitch itself. */
export const COMMUNITY: Record<string, Wording> = {
  'channel.shoutout.create': whoDoes('shoutoutOut', 'to_broadcaster_user'),
  'channel.shoutout.receive': (details) => ({
    name: 'shoutoutIn',
    values: { who: personOf(details, 'from_broadcaster_user') },
    amount: numberOf(details, 'viewer_count'),
  }),
  'channel.ban': (details) => ({
    name: details.is_permanent === true ? 'banned' : 'timedOut',
    values: { who: personOf(details, 'user') },
    quote: lineOf(details, 'reason'),
  }),
  'channel.unban': whoDoes('unbanned'),
  'channel.moderator.add': whoDoes('moderator.add'),
  'channel.moderator.remove': whoDoes('moderator.remove'),
  'channel.vip.add': whoDoes('vip.add'),
  'channel.vip.remove': whoDoes('vip.remove'),
  'drop.entitlement.grant': (details) => ({
    name: 'drop',
    values: { who: personOf(details, 'user'), category: lineOf(details, 'category_name') },
  }),
  'user.authorization.grant': whoDoes('connected'),
  'user.authorization.revoke': whoDoes('disconnected'),
  revocation: revoked,
}

/** Twitch may add reasons; unknown ones have no words. */
function revoked(details: Details): Words {
  const name = `ended.${textOf(details, 'reason')}`
  const type = hasText(`headlines.${name}`) ? lineOf(details, 'type') : ''
  return { name, values: { type } }
}
