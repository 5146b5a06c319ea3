import { expect, it } from 'vitest'
import { t } from '../i18n/i18n'
import { reasonOf, sessionEndAfter } from './revocations'
import { anEvent } from '../testing/events'
import '../i18n/onDemand/subscriptions'

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
  expect(t(`subscriptions.revoked.${reason}`)).not.toBe(`subscriptions.revoked.${reason}`)
})

it('tells a former moderator of the end of the role', () => {
  const details = { reason: 'moderator_removed' }

  expect(reasonOf(anEvent('r', 1, { details, moderator: '42' }))).toBe('role_ended')
  expect(t('subscriptions.revoked.role_ended')).toContain('no longer moderate')
})

it.each([
  [['role_ended'], undefined],
  [[], undefined],
  [['moderator_removed', 'version_removed', 'notification_failures_exceeded'], undefined],
  [['version_removed', 'authorization_revoked'], 'signed-out'],
  [['other'], 'signed-out'],
  [['authorization_revoked', 'user_removed'], 'account-removed'],
])('expects after %j the end %s of the session', (reasons, expected) => {
  expect(sessionEndAfter(reasons)).toBe(expected)
})
