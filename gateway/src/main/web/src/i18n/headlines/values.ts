import { isMoney, type Facts, type Person } from '../../contract/facts'
import { count, money } from '../format'
import { hasText, t } from '../i18n'
import type { Foreign } from './parts'
import { personOf, type Role } from './people'

/** A person with an account. */
export type Named = Pick<Person, 'login' | 'name'>

/** The values for the templates of headlines, by name. Unknown facts have no value. */
export function valuesOf(facts: Facts, streamer: Named, foreign: Foreign) {
  const person = (whom: Person | undefined, role: Role) => whom && personOf(whom, role, foreign)
  const text = (words: string | undefined) => words && foreign.place(words)
  return {
    streamer: person(streamer, 'actor'),
    actor: person(facts.actor, 'actor'),
    target: person(facts.target, 'target'),
    giver: person(facts.giver, 'target'),
    from: person(facts.from, 'target'),
    with: facts.with.map((channel) => person(channel, 'target')).join(', ') || undefined,
    ...numbersOf(facts),
    kind: kindWords(facts),
    title: text(changedOf(facts, 'title')),
    category: text(changedOf(facts, 'category')),
    winner: text(facts.winner),
    reason: text(facts.reason),
    type: typeWords(facts),
    labelsAdded: labelWords(facts.labelsAdded, foreign),
    labelsRemoved: labelWords(facts.labelsRemoved, foreign),
  }
}

/** Formats an amount of money, which comes in the smallest unit of the currency. */
export function moneyOf({ amount, unit, decimals }: Facts) {
  if (amount === undefined || decimals === undefined || unit === undefined) return undefined
  return money(amount / 10 ** decimals, unit, decimals)
}

/** The words of a code; undefined for a code without words. */
export function kindWords({ kind }: Facts) {
  const name = `headlines.kinds.${kind ?? ''}`
  return kind !== undefined && /^\w+$/.test(kind) && hasText(name) ? t(name) : undefined
}

/** The words of labels; a label without words is named as Twitch names it. */
const labelWords = (labels: string[], foreign: Foreign) =>
  labels
    .map((label) => {
      const name = `headlines.labels.${label}`
      return /^\w+$/.test(label) && hasText(name) ? t(name) : foreign.place(label)
    })
    .join('; ') || undefined

/** The words of a type of subscription, or of the family of types that it belongs to. */
function typeWords({ type = '' }: Facts) {
  const steps = /^[\w.]+$/.test(type) ? type.split('.') : []
  const families = steps.map((_, index) => steps.slice(0, steps.length - index).join('.'))
  const known = families.map((family) => `headlines.types.${family}`).find((name) => hasText(name))
  return known && t(known)
}

function numbersOf(facts: Facts) {
  const { amount, total, tier, level, progress, goal } = facts
  return {
    count: isMoney(facts) ? undefined : formatted(amount),
    money: moneyOf(facts),
    total: total !== undefined && total > (amount ?? 0) ? count(total) : undefined,
    tier: tier === 'prime' ? undefined : tier,
    level: formatted(level),
    progress: formatted(progress),
    goal: formatted(goal),
  }
}

const formatted = (value: number | undefined) => (value === undefined ? undefined : count(value))

/** A text of a channel, unless it is known to be the same as before. */
const changedOf = (facts: Facts, name: 'title' | 'category') =>
  facts.action !== 'channel.changed' || (facts.changed?.includes(name) ?? true)
    ? facts[name]
    : undefined
