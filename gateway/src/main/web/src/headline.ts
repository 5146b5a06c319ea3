import type { StreamEvent } from './contract'
import { serverWords } from './i18n'

/** What an event says: the server's sentence, which is English, or the page's in other languages. */
export const headlineOf = (event: StreamEvent) =>
  serverWords.value?.sentenceOf(event) ?? event.headline
