import type { SessionEnd } from '../api/api'
import { useSession } from '../session/useSession'
import { parseStreamer } from '../streamers/streamerName'
import { router } from './router'

/** The login of the last viewer, which outlives the session. */
let former: string | undefined

/** Shows the sign-in after a call without a valid session, unless another tab has just renewed the session. */
export async function signInAgain(reason: SessionEnd) {
  const { viewer, isStillSignedIn } = useSession()
  former = viewer.value?.login ?? former
  if (await isStillSignedIn()) return
  const { name, query } = router.currentRoute.value
  // The first reason is the most specific one.
  if (name === 'login' && query.error) return
  // A channel that was deleted with the account is no place to come back to.
  const isGone =
    reason === 'account-removed' && parseStreamer(String(query.streamer ?? '')) === former
  const streamer = isGone ? undefined : query.streamer
  void router.replace({ name: 'login', query: { error: reason, streamer } })
}
