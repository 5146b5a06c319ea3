const LOGIN = /^[a-z0-9_]{1,25}$/
const ADDRESS = /^(?:https?:\/\/)?(?:www\.|m\.)?twitch\.tv\/([^/?#\s]+)/i

/** The login in a typed name or a pasted address; null if there is none. */
export function parseStreamer(text: string): string | null {
  const trimmed = text.trim()
  const name = (ADDRESS.exec(trimmed)?.[1] ?? trimmed).toLowerCase()
  return LOGIN.test(name) ? name : null
}
