import { readonly } from 'vue'
import { useStored } from '../storage/useStored'
import { idIn, inFront, parseKnown, without, type KnownStreamer } from './knownStreamers'

const FAVOURITES_LIMIT = 50
const RECENT_LIMIT = 8

const favourites = storedList('favourites')
const recent = storedList('recent')

function storedList(key: string) {
  const serializer = { read: parseKnown, write: JSON.stringify }
  return useStored<KnownStreamer[]>(key, [], { serializer, shared: true })
}

/** The streamers stored on this device: favourites and recently watched ones. */
export function useKnownStreamers() {
  const isFavourite = (login: string) => favourites.value.some((known) => known.login === login)

  /** The id of a streamer that this device knows. */
  const knownId = (login: string) => idIn(recent.value, login) ?? idIn(favourites.value, login)

  function toggleFavourite(streamer: KnownStreamer) {
    favourites.value = isFavourite(streamer.login)
      ? without(favourites.value, streamer.login)
      : inFront(favourites.value, streamer, FAVOURITES_LIMIT)
  }

  function remember(streamer: KnownStreamer) {
    recent.value = inFront(recent.value, streamer, RECENT_LIMIT)
  }

  function forgetRecent() {
    recent.value = []
  }

  return {
    favourites: readonly(favourites),
    recent: readonly(recent),
    isFavourite,
    knownId,
    toggleFavourite,
    remember,
    forgetRecent,
  }
}
