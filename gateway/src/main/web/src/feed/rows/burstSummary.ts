import { factsOf, nameOf, type Person } from '../../contract/facts'
import { count } from '../../i18n/format'
import { t } from '../../i18n/i18n'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'
import { burstOf } from './foldBursts'

/** Words a burst of equal events in one sentence. */
export function burstTitle({ lead, members }: Pick<FeedRow, 'lead' | 'members'>) {
  const name = burstOf(factsOf(lead.event).action)
  const bits = name === 'cheers' ? bitsIn(members) : undefined
  return bits === undefined
    ? t(`feed.bursts.${name}`, { count: count(members.length) })
    : t('feed.bursts.bits', { count: count(members.length), bits: count(bits) })
}

/** The participants, each once, in the order of the members. */
export function people(members: readonly FeedEntry[]): Person[] {
  const found = new Map<string, Person>()
  for (const { event } of members) {
    const person = personIn(event)
    const name = person?.id ?? nameOf(person)
    if (person && name !== undefined && !found.has(name)) found.set(name, person)
  }
  return [...found.values()]
}

/** The bits of all members; undefined if one does not tell them. */
export function bitsIn(members: readonly FeedEntry[]): number | undefined {
  const amounts = members.map(({ event }) => factsOf(event).amount)
  return amounts.every((amount) => amount !== undefined)
    ? amounts.reduce((sum, amount) => sum + amount, 0)
    : undefined
}

/** A subscription that was given belongs to its recipient, all else to the actor. */
function personIn(event: FeedEntry['event']) {
  const { action, actor, target } = factsOf(event)
  return action === 'sub.gift' ? (target ?? actor) : actor
}
