import type { StreamEvent } from '../../contract/contract'
import { factsOf, type Person } from '../../contract/facts'

/** The people in an event with an account of their own, each once, without the streamer. */
export function peopleOf(event: StreamEvent): (Person & { login: string })[] {
  const { actor, target, giver, from, with: others } = factsOf(event)
  const found = new Map<string, Person & { login: string }>()
  for (const person of [actor, target, giver, from, ...others]) {
    const login = person?.login
    if (login && login !== event.streamer.login) found.set(login, { ...person, login })
  }
  return [...found.values()]
}
