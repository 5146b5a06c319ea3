export const twitchPage = (login: string) => `https://www.twitch.tv/${encodeURIComponent(login)}`

/** Twitch redirects from a category's name to its page. */
export const categoryPage = (category: string) =>
  `https://www.twitch.tv/directory/game/${encodeURIComponent(category)}`

/** The chat alone, for a window of its own. */
export const chatPage = (login: string) =>
  `https://www.twitch.tv/popout/${encodeURIComponent(login)}/chat`
