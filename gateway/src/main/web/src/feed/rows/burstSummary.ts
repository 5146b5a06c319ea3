import { numberOf, textOf } from '../../contract/details'
import type { Stranger } from '../../i18n/strangers'
import type { FeedEntry } from '../entries/feed'

/** Names of the participants, each once, in the order of the members. */
export function people(members: readonly FeedEntry[]): Stranger[] {
  const found = new Map<string, Stranger>()
  for (const { event } of members) {
    const login = textOf(event.details, 'user_login')
    const text = textOf(event.details, 'user_name') || login
    if (text !== '' && !found.has(text)) found.set(text, { text, login })
  }
  return [...found.values()]
}

export const bitsIn = (members: readonly FeedEntry[]) =>
  members.reduce((sum, { event }) => sum + numberOf(event.details, 'bits'), 0)
