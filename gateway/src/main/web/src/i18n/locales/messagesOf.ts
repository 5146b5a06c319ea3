/** Texts by area and name. */
export interface Messages {
  [name: string]: string | Messages
}

/** One file an area of the page; its texts are found under the area's name. */
export function messagesOf(files: Record<string, Messages>): Messages {
  const messages: Messages = {}
  for (const [path, texts] of Object.entries(files)) {
    messages[/(\w+)\.json$/.exec(path)?.[1] ?? path] = texts
  }
  return messages
}
