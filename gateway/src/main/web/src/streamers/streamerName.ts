const LOGIN = /^[a-z0-9_]{1,25}$/
const ADDRESS = /^(?:https?:\/\/)?(?:www\.|m\.)?twitch\.tv\/([^/?#\s]+)/i

/** The login in what somebody typed or pasted, or null where there is none. */
export function parseStreamer(text: string): string | null {
  const trimmed = text.trim()
  const name = (ADDRESS.exec(trimmed)?.[1] ?? trimmed).toLowerCase()
  return LOGIN.test(name) ? name : null
}
