const MARKER = /(?:^|; )(?:__Host-)?signed-in=1(?:;|$)/

/**
 * Whether it makes sense to ask who is signed in. The session itself cannot be read here, but the
 * server sets a marker beside it. A marker that was left over does no harm: the server removes it
 * with its answer. One that was lost does none either, since a sign-in ends at #/home, where the
 * page asks in any case.
 */
export const mayBeSignedIn = () =>
  MARKER.test(document.cookie) || window.location.hash.startsWith('#/home')
