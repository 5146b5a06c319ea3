import type { SessionEnd } from '../api/api'
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
export function reasonOf({ details, moderator }: StreamEvent) {
  const reason = textOf(details, 'reason')
  // The viewer is the former moderator: nobody else gets this event.
  if (reason === 'moderator_removed' && moderator !== undefined) return ROLE_ENDED
  return REASONS.has(reason) ? reason : 'other'
}

/** The viewer no longer moderates the channel. */
export const ROLE_ENDED = 'role_ended'

/** Reasons that say nothing about the account or the consent of the broadcaster. */
const HARMLESS = new Set([
  'moderator_removed',
  'role_ended',
  'version_removed',
  'notification_failures_exceeded',
])

/** Why the session of the broadcaster has probably ended, too; undefined if nothing suggests so. */
export function sessionEndAfter(reasons: readonly string[]): SessionEnd | undefined {
  if (reasons.includes('user_removed')) return 'account-removed'
  return reasons.some((reason) => !HARMLESS.has(reason)) ? 'signed-out' : undefined
}
