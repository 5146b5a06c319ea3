import { readonly, shallowRef } from 'vue'
import { inFront, parseKnown, without, type KnownStreamer } from './knownStreamers'
import { store, stored } from '../ui/storage'

const FAVOURITES = { key: 'favourites', limit: 50 }
const RECENT = { key: 'recent', limit: 8 }

const favourites = shallowRef(parseKnown(stored(FAVOURITES.key)))
const recent = shallowRef(parseKnown(stored(RECENT.key)))

// Another tab of this page has changed a list.
window.addEventListener('storage', ({ key, newValue }) => {
  if (key === FAVOURITES.key) favourites.value = parseKnown(newValue)
  if (key === RECENT.key) recent.value = parseKnown(newValue)
})

/** The streamers that this device knows: those that the viewer likes, and those watched last. */
export function useKnownStreamers() {
  const isFavourite = (login: string) => favourites.value.some((known) => known.login === login)

  function toggleFavourite(streamer: KnownStreamer) {
    favourites.value = isFavourite(streamer.login)
      ? without(favourites.value, streamer.login)
      : inFront(favourites.value, streamer, FAVOURITES.limit)
    store(FAVOURITES.key, JSON.stringify(favourites.value))
  }

  function remember(streamer: KnownStreamer) {
    recent.value = inFront(recent.value, streamer, RECENT.limit)
    store(RECENT.key, JSON.stringify(recent.value))
  }

  function forgetRecent() {
    recent.value = []
    store(RECENT.key, '[]')
  }

  return {
    favourites: readonly(favourites),
    recent: readonly(recent),
    isFavourite,
    toggleFavourite,
    remember,
    forgetRecent,
  }
}
