import { numberOf, objectOf, textOf, type Details } from '../../contract/details'
import { decimal } from '../format'
import { t } from '../i18n'

/** A text, and what it is about. Where one of the values is empty, the server's words are better. */
export interface Words {
  name: string
  values?: Record<string, string>
  /** How many, where the text counts. */
  amount?: number
  /** What somebody wrote. */
  quote?: string
  /** In whose chat it was, where that is another's. */
  whose?: string
}

/** Null for what there are no words for. */
export type Wording = (details: Details, streamer: string) => Words | null

const LONGEST = 200

/** A headline is one line, however much a stranger has written. */
export function lineOf(details: Details, field: string) {
  const line = textOf(details, field).trim().replace(/\s+/g, ' ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

/** Somebody whose fields begin with a prefix, such as `user`. */
export const personOf = (details: Details, prefix: string) =>
  lineOf(details, `${prefix}_name`) || lineOf(details, `${prefix}_login`)

/** Who gave something may wish not to be named. */
export const supporterOf = (details: Details) =>
  details.is_anonymous === true ? t('headlines.anonymous') : personOf(details, 'user')

/** Twitch counts tiers in thousands. */
export function tierOf(details: Details, field: string) {
  const tier = textOf(details, field)
  return tier === '2000' || tier === '3000' ? tier.charAt(0) : '1'
}

/** Amounts are whole numbers of the smallest unit of a currency. */
export function amountOf(details: Details, field: string) {
  const amount = objectOf(details, field)
  const places = Math.min(6, Math.max(0, Math.trunc(numberOf(amount, 'decimal_places'))))
  const value = decimal(numberOf(amount, 'value') / 10 ** places, places)
  const currency = lineOf(amount, 'currency')
  return currency === '' ? '' : `${value} ${currency}`
}

/** Words that a person makes without anything else. */
export const whoDoes =
  (name: string, prefix = 'user'): Wording =>
  (details) => ({ name, values: { who: personOf(details, prefix) } })

/** Words about something that has a title. */
export const titled =
  (name: string): Wording =>
  (details) => ({ name, quote: lineOf(details, 'title') })
