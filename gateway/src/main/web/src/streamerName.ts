const LOGIN = /^[a-z0-9_]{1,25}$/
const ADDRESS = /^(?:https?:\/\/)?(?:www\.|m\.)?twitch\.tv\/([^/?#\s]+)/i

export const NAME_RULE =
  'A streamer’s name has 1 to 25 letters, digits or underscores. Check the spelling.'

/** The login in what somebody typed or pasted, or null where there is none. */
export function parseStreamer(text: string): string | null {
  const trimmed = text.trim()
  const name = (ADDRESS.exec(trimmed)?.[1] ?? trimmed).toLowerCase()
  return LOGIN.test(name) ? name : null
}
