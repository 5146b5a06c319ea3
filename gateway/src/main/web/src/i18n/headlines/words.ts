import { numberOf, objectOf, textOf, type Details } from '../../contract/details'
import { decimal } from '../format'
import { t } from '../i18n'
import { cut } from '../strangers'

/** The name of a text, and its values. If a value is empty, the server's headline is used. */
export interface Words {
  name: string
  values?: Record<string, string>
  /** The number that selects singular or plural. */
  amount?: number
  /** A message of a viewer. */
  quote?: string
  /** The owner of the chat, if it is another channel. */
  whose?: string
}

/** Chooses the words of an event; null if there are none. */
export type Wording = (details: Details, streamer: string) => Words | null

const LONGEST = 200

/** A field as a single line of limited length. */
export function lineOf(details: Details, field: string) {
  return cut(textOf(details, field).trim().replace(/\s+/g, ' '), LONGEST)
}

/** The name of a person whose fields begin with a prefix, such as `user`. */
export const personOf = (details: Details, prefix: string) =>
  lineOf(details, `${prefix}_name`) || lineOf(details, `${prefix}_login`)

/** The name of a supporter, or the word for an anonymous one. */
export const supporterOf = (details: Details) =>
  details.is_anonymous === true ? t('headlines.anonymous') : personOf(details, 'user')

/** The tier as a digit; Twitch sends thousands. */
export function tierOf(details: Details, field: string) {
  const tier = textOf(details, field)
  return tier === '2000' || tier === '3000' ? tier.charAt(0) : '1'
}

/** Formats an amount, which Twitch sends in the smallest unit of the currency. */
export function amountOf(details: Details, field: string) {
  const amount = objectOf(details, field)
  const places = Math.min(6, Math.max(0, Math.trunc(numberOf(amount, 'decimal_places'))))
  const value = decimal(numberOf(amount, 'value') / 10 ** places, places)
  const currency = lineOf(amount, 'currency')
  return currency === '' ? '' : `${value} ${currency}`
}

/** Words with a person as the only value. */
export const whoDoes =
  (name: string, prefix = 'user'): Wording =>
  (details) => ({ name, values: { who: personOf(details, prefix) } })

/** Words with a title as the quote. */
export const titled =
  (name: string): Wording =>
  (details) => ({ name, quote: lineOf(details, 'title') })
