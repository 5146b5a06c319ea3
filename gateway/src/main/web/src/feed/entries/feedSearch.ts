import type { StreamEvent } from '../../contract/contract'
import { headlineOf } from '../../i18n/headlines/headline'

/** With the sentence that is shown: another language finds the text anew. */
const texts = new WeakMap<StreamEvent, { headline: string; text: string }>()

/** Whether an event has all the words, in its sentence or in what it says about itself. */
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

/** So that “ana” finds “Aña”. */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
