import type { Viewer } from '../contract/contract'
import { useStored } from '../storage/useStored'

/**
 * The scopes of the last session on this device. A new session has only the scopes that its sign-in
 * requests, and Twitch asks the viewer again only for those not granted before.
 */
const remembered = useStored<string[]>('consents', [])

export function rememberConsents(viewer: Viewer | null) {
  if (viewer) remembered.value = viewer.scopes
}

/** Validated, because users and older versions may have changed it. */
export const rememberedScopes = () =>
  Array.isArray(remembered.value) ? remembered.value.filter((it) => typeof it === 'string') : []

export function forgetConsents() {
  remembered.value = []
}
