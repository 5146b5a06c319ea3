const MARKER = /(?:^|; )(?:__Host-)?signed-in=1(?:;|$)/

/**
 * Whether the viewer may be signed in. Scripts cannot read the session cookie, so the server sets a
 * marker cookie beside it. A stale marker does no harm: the server removes it with its answer. A
 * lost marker does no harm either: a sign-in ends at #/home, where the page always asks.
 */
export const mayBeSignedIn = () =>
  MARKER.test(document.cookie) || window.location.hash.startsWith('#/home')
