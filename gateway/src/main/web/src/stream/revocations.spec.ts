import { expect, it } from 'vitest'
import { t } from '../i18n/i18n'
import { reasonOf } from './revocations'
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
