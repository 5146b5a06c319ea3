import type { StreamEvent } from '../../contract/contract'
import { factsOf, hasFacts } from '../../contract/facts'
import { language } from '../i18n'
import { Foreign, textOf, type Part } from './parts'
import { sentenceOf } from './sentence'

/** Headlines by event, each with its language. Rows, the search and the export ask often. */
const known = new WeakMap<StreamEvent, { language: string; parts: readonly Part[] }>()

/** The sentence of an event, in which the words of strangers are parts of their own. */
export function partsOf(event: StreamEvent): readonly Part[] {
  const before = known.get(event)
  if (before?.language === language.value) return before.parts
  const parts = wordsOf(event)
  known.set(event, { language: language.value, parts })
  return parts
}

/** The sentence of an event as text. */
export const headlineOf = (event: StreamEvent) => textOf(partsOf(event))

/** A server of an earlier version sends no facts during an update; its own sentence is shown. */
function wordsOf(event: StreamEvent): Part[] {
  if (!hasFacts(event)) return [{ text: event.headline, foreign: true }]
  const foreign = new Foreign()
  return foreign.partsOf(sentenceOf(factsOf(event), event.streamer, foreign))
}
