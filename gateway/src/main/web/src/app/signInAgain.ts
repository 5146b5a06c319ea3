import type { SessionEnd } from '../api/api'
import { useSession } from '../session/useSession'
import { parseStreamer } from '../streamers/streamerName'
import { router } from './router'

/** The login of the last viewer, which outlives the session. */
let former: string | undefined

let previous: Promise<unknown> = Promise.resolve()

/**
 * Shows the sign-in after a call without a valid session, unless another tab has just renewed the session. Calls that
 * fail together are handled one after the other, so that each sees which reason is shown.
 */
export function signInAgain(reason: SessionEnd) {
  former = useSession().viewer.value?.login ?? former
  const shown = previous.then(() => show(reason))
  previous = shown.catch(() => undefined)
  return shown
}

async function show(reason: SessionEnd) {
  if (isShown(reason) || (await useSession().isStillSignedIn())) return
  const { query } = router.currentRoute.value
  // A channel that was deleted with the account is no place to come back to.
  const isGone =
    reason === 'account-removed' && parseStreamer(String(query.streamer ?? '')) === former
  const streamer = isGone ? undefined : query.streamer
  await router.replace({ name: 'login', query: { error: reason, streamer } })
}

/** Whether the sign-in shows this reason, or a more specific one. */
function isShown(reason: SessionEnd) {
  const { name, query } = router.currentRoute.value
  return name === 'login' && (query.error === reason || (reason === 'signed-out' && !!query.error))
}
