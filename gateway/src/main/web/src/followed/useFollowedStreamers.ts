import { readonly, ref, shallowRef, watch, type Ref } from 'vue'
import { useStored } from '../storage/useStored'
import { parseStreamer } from '../streamers/streamerName'
import { added, viewed, type FollowedStreamer } from './followedStreamers'

/** The streamers that this tab follows. They survive a reload and the sign-in at Twitch. */
export function useFollowedStreamers(
  inView: Readonly<Ref<string | null>>,
  isFavourite: (login: string) => boolean,
) {
  const stored = useStored<string>('strip', '', { session: true })
  const streamers = ref<FollowedStreamer[]>(added([], parseLogins(stored.value)))
  /** The streamer that had to leave for the one in view. */
  const evicted = shallowRef<FollowedStreamer>()

  function update(login: string, change: Partial<FollowedStreamer>) {
    streamers.value = streamers.value.map((streamer) =>
      streamer.login === login ? { ...streamer, ...change } : streamer,
    )
  }

  function countUnread(login: string) {
    streamers.value = streamers.value.map((streamer) =>
      streamer.login === login ? { ...streamer, unread: streamer.unread + 1 } : streamer,
    )
  }

  function add(logins: readonly string[]) {
    streamers.value = added(streamers.value, logins)
  }

  function view(login: string) {
    const before = streamers.value
    streamers.value = viewed(before, login, Date.now(), isFavourite)
    const open = new Set(streamers.value.map((streamer) => streamer.login))
    evicted.value = before.find((streamer) => !open.has(streamer.login))
  }

  function remove(login: string) {
    streamers.value = streamers.value.filter((streamer) => streamer.login !== login)
  }

  watch(
    inView,
    (login) => {
      if (login !== null) view(login)
    },
    { immediate: true },
  )
  watch(
    () => streamers.value.map(({ login }) => login).join(),
    (logins) => {
      stored.value = logins
    },
    { immediate: true },
  )

  return {
    streamers: readonly(streamers),
    evicted: readonly(evicted),
    update,
    countUnread,
    add,
    view,
    remove,
  }
}

const parseLogins = (text: string) =>
  text
    .split(',')
    .map(parseStreamer)
    .filter((login) => login !== null)
