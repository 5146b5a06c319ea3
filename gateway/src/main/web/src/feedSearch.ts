import type { StreamEvent } from './contract'

const texts = new WeakMap<StreamEvent, string>()

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
  const known = texts.get(event)
  if (known !== undefined) return known
  const text = folded([event.headline, event.type, ...wordsIn(event.details)].join('\n'))
  texts.set(event, text)
  return text
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}

/** So that “ana” finds “Aña”. */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
