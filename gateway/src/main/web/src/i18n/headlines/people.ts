import { hasOtherName, isAnonymous, nameOf, type Person } from '../../contract/facts'
import { t } from '../i18n'
import type { Foreign } from './parts'

/** The place of a person in a sentence; undefined if the person is not known. */
export type Role = 'actor' | 'target'

export const personOf = (whom: Person, role: Role, foreign: Foreign) =>
  isAnonymous(whom) ? t(`headlines.anonymous.${role}`) : namedOf(whom, foreign)

/** The name, with the login if the name does not tell it. */
export function namedOf(whom: Person, foreign: Foreign): string | undefined {
  const name = nameOf(whom)
  if (name === undefined) return undefined
  return hasOtherName(whom)
    ? `${foreign.place(name)} (${foreign.place(whom.login ?? '')})`
    : foreign.place(name)
}
