import type { StreamEvent } from '../../contract/contract'
import { factsOf, nameOf } from '../../contract/facts'
import { categoryPage } from '../../ui/twitchPages'
import { peopleOf } from './peopleOf'

/** A place in the words of an event that leads on: a channel to watch here, or a page of Twitch. */
export type TextLink = { login: string; page?: undefined } | { login?: undefined; page: string }

/** The words of some events that lead on, by text. */
export function linksOf(events: readonly StreamEvent[]): ReadonlyMap<string, TextLink> {
  const links = new Map<string, TextLink>()
  for (const event of events) {
    const { action, category } = factsOf(event)
    if (category && action === 'channel.changed') {
      links.set(category, { page: categoryPage(category) })
    }
    for (const person of peopleOf(event)) {
      links.set(nameOf(person) ?? person.login, { login: person.login })
    }
  }
  return links
}
