import type { StreamEvent } from '../../contract/contract'
import { headlineOf } from '../../i18n/headlines/headline'

/** Searchable texts, each with its headline: a change of the language changes both. */
const texts = new WeakMap<StreamEvent, { headline: string; text: string }>()

/** Tests whether the headline and details of an event contain all words. */
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
  const text = folded([headline, event.type, ...wordsIn(event.details)].join('\n'))
  texts.set(event, { headline, text })
  return text
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}

/** Removes case and accents, so that “ana” finds “Aña”. */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
