import type { StreamEvent } from '../../contract/contract'
import { factsOf, type Facts, type Person } from '../../contract/facts'
import { headlineOf } from '../../i18n/headlines/headline'
import { t } from '../../i18n/i18n'
import { kindOf } from './eventKinds'

/** Searchable texts, each with its headline: a change of the language changes both. */
const texts = new WeakMap<StreamEvent, { headline: string; text: string }>()

/** Tests whether the headline and the facts of an event contain all words. */
export function matcherOf(words: string): (event: StreamEvent) => boolean {
  const wanted = folded(words).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return () => true
  return (event) => {
    const text = textOf(event)
    return wanted.every((word) => text.includes(word))
  }
}

function textOf(event: StreamEvent) {
  const headline = headlineOf(event)
  const known = texts.get(event)
  if (known && known.headline === headline) return known.text
  const text = folded([headline, ...wordsIn(factsOf(event))].join('\n'))
  texts.set(event, { headline, text })
  return text
}

/** The words that people wrote or chose; codes are nobody's words. */
function wordsIn(facts: Facts): string[] {
  const { actor, target, giver, from, amount, title, quote, category, winner, choices } = facts
  const people = [actor, target, giver, from, ...facts.with].flatMap(namesOf)
  const words = [title, quote, category, winner, ...choices.map((choice) => choice.title)]
  const kind = t(`feed.kinds.${kindOf(facts.action).id}`)
  return [kind, ...people, ...words, amount === undefined ? '' : String(amount)].map(
    (it) => it ?? '',
  )
}

const namesOf = (person: Person | undefined) => [person?.name, person?.login]

/** Removes case and accents, so that “ana” finds “Aña”. */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
