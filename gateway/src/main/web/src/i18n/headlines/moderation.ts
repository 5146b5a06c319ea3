import { objectOf, textOf, type Details } from '../../contract/details'
import { hasText } from '../i18n'
import { lineOf, personOf, whoDoes, type Wording } from './words'

/** Events that moderators see: shield mode, requests, warnings, suspicious users. */
export const MODERATION: Record<string, Wording> = {
  'channel.shield_mode.begin': whoDoes('shieldMode.begin', 'moderator_user'),
  'channel.shield_mode.end': whoDoes('shieldMode.end', 'moderator_user'),
  'channel.unban_request.create': (details) => ({
    name: 'unbanRequest.create',
    values: { who: personOf(details, 'user') },
    quote: lineOf(details, 'text'),
  }),
  'channel.unban_request.resolve': (details) => ({
    name: named('unbanRequest', textOf(details, 'status'), 'settled'),
    values: { who: personOf(details, 'user') },
    quote: lineOf(details, 'resolution_text'),
  }),
  'channel.warning.send': (details) => ({
    name: 'warning.send',
    values: { by: personOf(details, 'moderator_user'), who: personOf(details, 'user') },
    quote: lineOf(details, 'reason'),
  }),
  'channel.warning.acknowledge': whoDoes('warning.acknowledge'),
  'channel.suspicious_user.message': (details) => ({
    name: 'suspicious.message',
    values: { who: personOf(details, 'user') },
    quote: written(details),
  }),
  'channel.chat_settings.update': () => ({ name: 'chatSettings' }),
  'channel.suspicious_user.update': (details) => ({
    name: named('suspicious', textOf(details, 'low_trust_status'), 'judged'),
    values: { who: personOf(details, 'user') },
  }),
}

/** The text of a status, or of any other status: Twitch may add some. */
function named(group: string, status: string, other: string) {
  return hasText(`headlines.${group}.of.${status}`) ? `${group}.of.${status}` : `${group}.${other}`
}

const written = (details: Details) => lineOf(objectOf(details, 'message'), 'text')
