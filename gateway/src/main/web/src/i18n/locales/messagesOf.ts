/** Texts by area and name. */
export interface Messages {
  [name: string]: string | string[] | Messages
}

/** Combines the files of a language: one for each area of the page, which names its texts. */
export function messagesOf(files: Record<string, Messages>): Messages {
  const messages: Messages = {}
  for (const [path, texts] of Object.entries(files)) {
    messages[/(\w+)\.json$/.exec(path)?.[1] ?? path] = texts
  }
  return messages
}
