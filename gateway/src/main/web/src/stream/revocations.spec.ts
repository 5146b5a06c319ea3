import { expect, it } from 'vitest'
import { t } from '../i18n/i18n'
import { reasonOf, sessionEndAfter } from './revocations'
import { anEvent } from '../testing/events'

it.each([
  ['user_removed', 'user_removed'],
  ['authorization_revoked', 'authorization_revoked'],
  ['moderator_removed', 'moderator_removed'],
  ['version_removed', 'version_removed'],
  ['notification_failures_exceeded', 'notification_failures_exceeded'],
  ['something_new', 'other'],
  [undefined, 'other'],
])('maps %s to %s, which has a text', (given, expected) => {
  const reason = reasonOf(anEvent('r', 1, { details: { reason: given } }))

  expect(reason).toBe(expected)
  expect(t(`state.revoked.${reason}`)).not.toBe(`state.revoked.${reason}`)
})

it.each([
  [[], undefined],
  [['moderator_removed', 'version_removed', 'notification_failures_exceeded'], undefined],
  [['version_removed', 'authorization_revoked'], 'signed-out'],
  [['other'], 'signed-out'],
  [['authorization_revoked', 'user_removed'], 'account-removed'],
])('expects after %j the end %s of the session', (reasons, expected) => {
  expect(sessionEndAfter(reasons)).toBe(expected)
})
