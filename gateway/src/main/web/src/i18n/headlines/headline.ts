import { shallowRef } from 'vue'
import type { StreamEvent } from '../../contract/contract'

type Sentences = typeof import('./sentence')

/** Null in English, the language of the server's headlines. */
const sentences = shallowRef<Sentences | null>(null)

/**
 * The sentence of an event. The server sends it in English (`headline`); in other languages the
 * page builds it from the details of the event.
 */
export const headlineOf = (event: StreamEvent) =>
  sentences.value?.sentenceOf(event) ?? event.headline

/** Sentences in other languages are a file of their own, which English readers never load. */
export const loadSentences = () => import('./sentence')

export function setSentences(loaded: Sentences | null) {
  sentences.value = loaded
}
