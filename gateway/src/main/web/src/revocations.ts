import type { StreamEvent } from './contract'
import { textOf } from './details'

/** Twitch's reasons, and whether nobody but a person can help. The list is open. */
const REASONS = new Map([
  ['user_removed', true],
  ['authorization_revoked', true],
  ['moderator_removed', true],
  ['version_removed', true],
  ['notification_failures_exceeded', false],
])

/** Why Twitch ended a subscription; `final` where it does not come back by itself. */
export function revocationOf({ details }: StreamEvent) {
  const reason = textOf(details, 'reason')
  const final = REASONS.get(reason)
  return final === undefined ? { reason: 'other', final: false } : { reason, final }
}
