import type { StreamEvent } from '../../contract/contract'
import { count } from '../format'
import { t } from '../i18n'
import { CHAT } from './chat'
import { COMMUNITY } from './community'
import { GAMES } from './games'
import { MODERATION } from './moderation'
import { STREAM } from './stream'
import { SUPPORT } from './support'
import type { Words } from './words'

const WORDINGS = new Map(
  Object.entries({ ...STREAM, ...SUPPORT, ...GAMES, ...COMMUNITY, ...MODERATION, ...CHAT }),
)

/** The sentence of an event in the language of the page; null if words or values are missing. */
export function sentenceOf({ type, details, streamer }: StreamEvent) {
  const words = WORDINGS.get(type)?.(details, streamer.name) ?? null
  return words && isWhole(words) ? asText(words) : null
}

const isWhole = ({ values = {}, whose }: Words) =>
  whose !== '' && !Object.values(values).includes('')

function asText({ name, values, amount, quote = '', whose }: Words) {
  let sentence =
    amount === undefined
      ? t(`headlines.${name}`, values ?? {})
      : t(`headlines.${name}`, { ...values, count: count(amount) }, amount)
  if (quote !== '') sentence = t('headlines.quoted', { sentence, words: quote })
  return whose === undefined ? sentence : t('headlines.elsewhere', { sentence, whose })
}
