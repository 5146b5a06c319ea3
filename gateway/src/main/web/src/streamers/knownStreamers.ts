import type { StreamerSuggestion } from '../contract/contract'

/** A streamer as stored on this device, enough to show a list without a request. */
export interface KnownStreamer {
  login: string
  name: string
  avatar: string
}

/** Moves a streamer to the front, and cuts the list to its limit. */
export function inFront(list: readonly KnownStreamer[], streamer: KnownStreamer, limit: number) {
  const { login, name, avatar } = streamer
  return [{ login, name, avatar }, ...without(list, login)].slice(0, limit)
}

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
  const { login, name, avatar } = (value ?? {}) as Record<string, unknown>
  return (
    typeof login === 'string' &&
    /^[a-z0-9_]{1,25}$/.test(login) &&
    typeof name === 'string' &&
    typeof avatar === 'string'
  )
}
