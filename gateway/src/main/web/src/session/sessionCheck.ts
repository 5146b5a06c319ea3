import { authorization, getViewer, reportSignedOut } from '../api/api'

/** Asks the server whether the viewer is still signed in. An unreachable server changes nothing. */
export async function confirmSession() {
  if (authorization().Authorization) return
  if ((await getViewer().catch(() => undefined)) === null) reportSignedOut()
}
