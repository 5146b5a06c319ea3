import type { StreamEvent } from '../../contract/contract'
import { factsOf, isMoney, type Facts, type Person } from '../../contract/facts'
import { count, exactTime, listOf } from '../../i18n/format'
import { Foreign, type Part } from '../../i18n/headlines/parts'
import { personOf } from '../../i18n/headlines/people'
import { kindWords, moneyOf } from '../../i18n/headlines/values'
import { hasText, t } from '../../i18n/i18n'
import { kindNames, kindOf } from '../entries/eventKinds'
import '../../i18n/onDemand/details'

/** A fact in words. */
export interface DetailRow {
  /** The name of the fact, or of the unit of an amount. */
  name: string
  label: string
  value: Part[]
}

type Value = (facts: Facts, foreign: Foreign) => string | undefined

/** The facts of an event in words, in a fixed order, without those that are not known. */
export function detailRows(event: StreamEvent): DetailRow[] {
  const facts = factsOf(event)
  return Object.entries(VALUES).flatMap(([name, valueOf]) => {
    const foreign = new Foreign()
    const value = valueOf(facts, foreign)
    if (value === undefined || value === '') return []
    return [{ name, label: labelOf(name, facts), value: foreign.partsOf(value) }]
  })
}

/** An amount is called by its unit. */
function labelOf(name: string, { unit = '' }: Facts) {
  const ofUnit = `details.units.${unit}`
  return t(name === 'amount' && /^\w+$/.test(unit) && hasText(ofUnit) ? ofUnit : `details.${name}`)
}

const text =
  (field: 'title' | 'quote' | 'category' | 'winner'): Value =>
  (facts, foreign) => {
    const words = facts[field]
    return words && foreign.place(words)
  }

const person =
  (field: 'actor' | 'target' | 'giver' | 'from'): Value =>
  (facts, foreign) =>
    facts[field] && personOf(facts[field], 'actor', foreign)

const number =
  (field: 'total' | 'level' | 'progress' | 'goal' | 'streak' | 'points'): Value =>
  (facts) => {
    const value = facts[field]
    return value === undefined ? undefined : count(value)
  }

const time =
  (field: 'since' | 'until'): Value =>
  (facts) =>
    facts[field] && exactTime(facts[field])

/** Words for codes, of which only those with words are shown. */
const words = (area: string, codes: readonly string[]) =>
  listOf(
    codes
      .map((code) => `details.${area}.${code}`)
      .filter((name) => /^[\w.]+$/.test(name) && hasText(name))
      .map((name) => t(name)),
  )

const VALUES: Record<string, Value> = {
  event: ({ action }) => t(`feed.kinds.${kindOf(action).id}`),
  actor: person('actor'),
  target: person('target'),
  giver: person('giver'),
  with: (facts, foreign) => listOf(names(facts.with, foreign)),
  from: person('from'),
  amount: (facts) => moneyOf(facts) ?? amountOf(facts),
  total: number('total'),
  tier: ({ tier }) => (tier === 'prime' ? t('details.prime') : tier),
  kind: kindWords,
  title: text('title'),
  quote: text('quote'),
  category: text('category'),
  changed: ({ changed }) => words('changes', changed ?? []),
  labels: ({ labels }) => words('labelNames', labels),
  result: ({ result }) => words('results', result ? [result] : []),
  winner: text('winner'),
  choices: choicesOf,
  level: number('level'),
  progress: number('progress'),
  goal: number('goal'),
  streak: number('streak'),
  points: number('points'),
  since: time('since'),
  until: time('until'),
  automatic: ({ automatic }) =>
    automatic === undefined ? undefined : t(automatic ? 'details.yes' : 'details.no'),
  reason: ({ action, reason }, foreign) =>
    action === 'revoked' ? undefined : reason && foreign.place(reason),
  type: ({ type }) => type && kindNames([type]),
}

const names = (people: Person[], foreign: Foreign) =>
  people.flatMap((channel) => personOf(channel, 'target', foreign) ?? [])

const amountOf = (facts: Facts) =>
  isMoney(facts) || facts.amount === undefined ? undefined : count(facts.amount)

function choicesOf({ choices }: Facts, foreign: Foreign) {
  return listOf(
    choices.map(({ title = '–', points, votes }) => {
      const choice = foreign.place(title)
      const amount = points ?? votes
      return amount === undefined ? choice : t('details.choice', { choice, amount: count(amount) })
    }),
  )
}
