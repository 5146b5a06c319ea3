/** Address of the player. Twitch requires `parent` to be the host name of the page. */
export function playerAddress(player: string, login: string, parent: string) {
  const address = new URL(player)
  address.searchParams.set('channel', login)
  address.searchParams.set('parent', parent)
  address.searchParams.set('autoplay', 'true')
  // Browsers block sound before the first interaction.
  address.searchParams.set('muted', 'true')
  return address.href
}

export function chatAddress(chat: string, login: string, parent: string, dark: boolean) {
  const address = new URL(chat.replace('{login}', encodeURIComponent(login)))
  address.search = `?parent=${encodeURIComponent(parent)}${dark ? '&darkpopout' : ''}`
  return address.href
}

/** Twitch allows embeds only on HTTPS pages and on localhost. */
export function isRefusedHere(embed: string, page: Pick<Location, 'protocol' | 'hostname'>) {
  const { hostname } = new URL(embed)
  const twitch = hostname === 'twitch.tv' || hostname.endsWith('.twitch.tv')
  return twitch && page.protocol !== 'https:' && page.hostname !== 'localhost'
}
