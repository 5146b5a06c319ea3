const MINUTE_MS = 60_000

/** The address of a picture in a size; Twitch renews a thumbnail, which browsers would keep. */
export function pictureAddress(template: string, width: number, height: number) {
  const address = template.replace('{width}', String(width)).replace('{height}', String(height))
  return address && `${address}?t=${Math.floor(Date.now() / MINUTE_MS)}`
}
