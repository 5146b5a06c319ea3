import { expect, it } from 'vitest'
import { t } from '../i18n'
import { revocationOf } from '../revocations'
import { anEvent } from './events'

it.each([
  ['user_removed', 'user_removed', true],
  ['authorization_revoked', 'authorization_revoked', true],
  ['moderator_removed', 'moderator_removed', true],
  ['version_removed', 'version_removed', true],
  ['notification_failures_exceeded', 'notification_failures_exceeded', false],
  ['something_new', 'other', false],
  [undefined, 'other', false],
])('tells %s as %s, final: %s', (given, reason, final) => {
  const found = revocationOf(anEvent('r', 1, { details: { reason: given } }))

  expect(found).toEqual({ reason, final })
  expect(t(`state.revoked.${reason}`)).not.toBe(`state.revoked.${reason}`)
})
