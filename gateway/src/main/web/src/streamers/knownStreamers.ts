import type { StreamerSuggestion } from '../contract/contract'

/** A streamer as stored on this device, enough to show a list without a request. */
export interface KnownStreamer {
  login: string
  name: string
  avatar: string
  /** Stays the same after a change of the login; unknown in lists of earlier versions. */
  id?: string
}

/** Moves a streamer to the front, and cuts the list to its limit. */
export function inFront(list: readonly KnownStreamer[], streamer: KnownStreamer, limit: number) {
  const { login, name, avatar, id = idIn(list, login) } = streamer
  const known = id === undefined ? { login, name, avatar } : { login, name, avatar, id }
  return [known, ...without(list, login)].slice(0, limit)
}

export const idIn = (list: readonly KnownStreamer[], login: string) =>
  list.find((known) => known.login === login)?.id

export const without = <T extends { login: string }>(list: readonly T[], login: string) =>
  list.filter((other) => other.login !== login)

/** A suggestion without live status, which is not stored. */
export const asSuggestion = (known: KnownStreamer): StreamerSuggestion => ({
  ...known,
  id: known.login,
  live: false,
  category: '',
})

/** Reads a stored list. It is validated, because users and older versions may have changed it. */
export function parseKnown(text: string | null): KnownStreamer[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(list) ? list.filter(isKnownStreamer) : []
  } catch {
    return []
  }
}

function isKnownStreamer(value: unknown): value is KnownStreamer {
  const { login, name, avatar, id } = (value ?? {}) as Record<string, unknown>
  return (
    typeof login === 'string' &&
    /^[a-z0-9_]{1,25}$/.test(login) &&
    typeof name === 'string' &&
    typeof avatar === 'string' &&
    (id === undefined || (typeof id === 'string' && /^\d{1,20}$/.test(id)))
  )
}
