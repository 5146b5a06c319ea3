import type { StreamEvent } from '../../contract/contract'
import { factsOf, isMoney, type Facts } from '../../contract/facts'
import { i18n, t } from '../i18n'
import { Foreign, type Part } from './parts'
import { valuesOf, type Named } from './values'

/** Stands for a value that is not known. */
const UNKNOWN = '\uE002'
const NAMES = [
  ...(['streamer', 'actor', 'target', 'giver', 'from', 'with', 'count', 'money', 'total'] as const),
  ...(['tier', 'kind', 'title', 'category', 'winner', 'level', 'progress', 'goal'] as const),
  ...(['reason', 'type', 'labelsAdded', 'labelsRemoved'] as const),
]

/** The sentence of an event; `locales/README.md` has the rules. */
export function sentenceParts(event: StreamEvent): Part[] {
  const foreign = new Foreign()
  return foreign.partsOf(sentenceOf(factsOf(event), event.streamer, foreign))
}

function sentenceOf(facts: Facts, streamer: Named, foreign: Foreign): string {
  const values = valuesOf(facts, streamer, foreign)
  const whole = Object.fromEntries(NAMES.map((name) => [name, values[name] ?? UNKNOWN]))
  let sentence = firstWhole(facts, whole)
  const { from } = values
  if (from !== undefined) sentence = t('headlines.elsewhere', { sentence, from })
  return facts.quote === undefined
    ? sentence
    : t('headlines.quoted', { sentence, quote: foreign.place(facts.quote) })
}

/** The first template whose values are all known. */
function firstWhole(facts: Facts, values: Record<string, string>) {
  for (const name of templatesOf(facts)) {
    const sentence = asText(name, values, facts)
    if (!sentence.includes(UNKNOWN)) return sentence
  }
  return ''
}

const asText = (name: string, values: Record<string, string>, facts: Facts) =>
  facts.amount === undefined || isMoney(facts) ? t(name, values) : t(name, values, facts.amount)

/** The names of an action's templates, the most telling first. */
function templatesOf(facts: Facts): string[] {
  const path = `headlines.${facts.action}`
  const node: unknown = i18n.global.tm(path)
  if (Array.isArray(node)) return numbered(path, node)
  return variantsOf(facts).flatMap((variant) => {
    const list = variant === undefined ? undefined : ownOf(node, variant)
    return Array.isArray(list) ? numbered(`${path}.${String(variant)}`, list) : []
  })
}

const numbered = (path: string, { length }: unknown[]) =>
  Array.from({ length }, (_, index) => `${path}[${String(index)}]`)

const ownOf = (node: unknown, name: string): unknown =>
  typeof node === 'object' && node !== null && Object.hasOwn(node, name)
    ? (node as Record<string, unknown>)[name]
    : undefined

const variantsOf = ({ result, kind, reason, changed, tier, automatic }: Facts) => [
  result,
  kind,
  reason,
  changed?.length === 1 ? changed[0] : undefined,
  tier === 'prime' ? 'prime' : undefined,
  automatic === true ? 'automatic' : undefined,
  'any',
]
