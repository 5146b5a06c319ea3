import { shallowRef } from 'vue'
import type { StreamEvent } from '../../contract/contract'
import { factsOf, hasFacts } from '../../contract/facts'
import { language } from '../i18n'
import { strangersIn } from './strangers'
import { partsAround, textOf, type Part } from './parts'

type Sentences = typeof import('./sentence')

/** Null in English, the language of the server's headlines. */
const sentences = shallowRef<Sentences | null>(null)

/** Headlines by event, each with its language. Rows, the search and the export ask often. */
const known = new WeakMap<StreamEvent, { language: string; parts: readonly Part[] }>()

/**
 * The sentence of an event, in which the words of strangers are parts of their own. The server
 * words events in English; the page does in other languages, from the same facts.
 */
export function partsOf(event: StreamEvent): readonly Part[] {
  const before = known.get(event)
  if (before?.language === language.value) return before.parts
  const parts = wordsOf(event)
  known.set(event, { language: language.value, parts })
  return parts
}

/** The sentence of an event as text. */
export const headlineOf = (event: StreamEvent) => textOf(partsOf(event))

/** Sentences in other languages are a file of their own, which English readers never load. */
export const loadSentences = () => import('./sentence')

export function setSentences(loaded: Sentences | null) {
  sentences.value = loaded
}

/** A server of an earlier version sends no facts during an update; its own sentence is shown. */
function wordsOf(event: StreamEvent): Part[] {
  if (!hasFacts(event)) return [{ text: event.headline, foreign: true }]
  return (
    sentences.value?.sentenceParts(event) ??
    partsAround(event.headline, strangersIn(factsOf(event), event.streamer))
  )
}
