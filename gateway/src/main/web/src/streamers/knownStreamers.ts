import type { StreamerSuggestion } from '../contract/contract'

/** What this device keeps of a streamer, so that a list needs nobody's answer. */
export interface KnownStreamer {
  login: string
  name: string
  avatar: string
}

/** The streamer comes first, once; what does not fit any more falls off the end. */
export function inFront(list: readonly KnownStreamer[], streamer: KnownStreamer, limit: number) {
  const { login, name, avatar } = streamer
  return [{ login, name, avatar }, ...without(list, login)].slice(0, limit)
}

export const without = <T extends { login: string }>(list: readonly T[], login: string) =>
  list.filter((other) => other.login !== login)

/** Whether they are live is not known here. */
export const asSuggestion = (known: KnownStreamer): StreamerSuggestion => ({
  ...known,
  id: known.login,
  live: false,
  category: '',
})

/** Storage can be edited and outlives versions of the page, so what it says is checked. */
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
