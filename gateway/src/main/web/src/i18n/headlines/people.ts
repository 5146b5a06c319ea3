import { hasOtherName, isAnonymous, nameOf, type Person } from '../../contract/facts'
import { t } from '../i18n'
import type { Foreign } from './parts'

/** The place of a person in a sentence; undefined if the person is not known. */
export type Role = 'actor' | 'target'

/** The name, with the login if the name does not tell it. */
export function personOf(whom: Person, role: Role, foreign: Foreign): string | undefined {
  if (isAnonymous(whom)) return t(`headlines.anonymous.${role}`)
  const name = nameOf(whom)
  if (name === undefined) return undefined
  return hasOtherName(whom)
    ? t('headlines.named', { name: foreign.place(name), login: foreign.place(whom.login ?? '') })
    : foreign.place(name)
}
