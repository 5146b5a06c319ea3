import { numberOf, textOf, type Details } from '../../contract/details'
import type { FeedEntry } from '../entries/feed'

/** Names of the participants, each once, in the order of the members. */
export const people = (members: readonly FeedEntry[]) => [
  ...new Set(members.map(({ event }) => personIn(event.details)).filter(Boolean)),
]

export const bitsIn = (members: readonly FeedEntry[]) =>
  members.reduce((sum, { event }) => sum + numberOf(event.details, 'bits'), 0)

function personIn(details: Details) {
  return textOf(details, 'user_name') || textOf(details, 'user_login')
}
