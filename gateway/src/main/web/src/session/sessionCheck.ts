import { authorization, getViewer, reportSignedOut } from '../api/api'
import { restAfter } from '../api/backoff'

let failure: unknown

/** Asks the server whether the viewer is still signed in. An unreachable server changes nothing. */
export async function confirmSession() {
  if (authorization().Authorization || restAfter(failure) > 0) return
  try {
    if ((await getViewer()) === null) reportSignedOut()
  } catch (error) {
    failure = error
  }
}
