import type { StreamEvent } from '../contract/contract'
import { textOf } from '../contract/details'

/** Twitch's reasons with a text. Twitch may add more. */
const REASONS = new Set([
  'user_removed',
  'authorization_revoked',
  'moderator_removed',
  'version_removed',
  'notification_failures_exceeded',
])

/** The name of the text that explains why Twitch ended a subscription. */
export function reasonOf({ details }: StreamEvent) {
  const reason = textOf(details, 'reason')
  return REASONS.has(reason) ? reason : 'other'
}
