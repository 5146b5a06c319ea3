import type { Facts, Person } from '../../contract/facts'

/** The words of strangers that a headline can contain. */
export function strangersIn(facts: Facts, streamer: Person): string[] {
  const { actor, target, giver, from, title, category, winner, quote, reason } = facts
  const people = [streamer, actor, target, giver, from, ...facts.with]
  const names = people.flatMap((person) => [person?.name, person?.login])
  return [...names, title, category, winner, quote, reason].filter((text) => text !== undefined)
}
