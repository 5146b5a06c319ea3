/** Twitch refuses an embed whose `parent` is not the host name of the page around it. */
export function playerAddress(player: string, login: string, parent: string) {
  const address = new URL(player)
  address.searchParams.set('channel', login)
  address.searchParams.set('parent', parent)
  address.searchParams.set('autoplay', 'true')
  // Browsers block sound before the viewer has touched the page.
  address.searchParams.set('muted', 'true')
  return address.href
}

export function chatAddress(chat: string, login: string, parent: string) {
  const address = new URL(chat.replace('{login}', encodeURIComponent(login)))
  address.search = `?parent=${encodeURIComponent(parent)}&darkpopout`
  return address.href
}
