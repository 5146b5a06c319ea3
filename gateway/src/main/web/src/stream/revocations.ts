import type { StreamEvent } from '../contract/contract'
import { textOf } from '../contract/details'

/** Of Twitch's reasons, those that there are words for. The list is open. */
const REASONS = new Set([
  'user_removed',
  'authorization_revoked',
  'moderator_removed',
  'version_removed',
  'notification_failures_exceeded',
])

/** Why Twitch ended a subscription, as the name of a text. */
export function reasonOf({ details }: StreamEvent) {
  const reason = textOf(details, 'reason')
  return REASONS.has(reason) ? reason : 'other'
}
