import { readonly, ref, watch, type Ref } from 'vue'
import { store, stored } from '../ui/storage'
import { joined, seated, type Seat } from './followedStreamers'
import { parseStreamer } from '../streamers/streamerName'

const STORED = 'strip'

/** The streamers that this tab follows at once. They outlive a reload and the way to Twitch. */
export function useStrip(inView: Readonly<Ref<string | null>>) {
  const strip = ref<Seat[]>(joined([], earlier()))

  function update(login: string, change: Partial<Seat>) {
    strip.value = strip.value.map((seat) => (seat.login === login ? { ...seat, ...change } : seat))
  }

  function countUnread(login: string) {
    strip.value = strip.value.map((seat) =>
      seat.login === login ? { ...seat, unread: seat.unread + 1 } : seat,
    )
  }

  function join(logins: readonly string[]) {
    strip.value = joined(strip.value, logins)
  }

  function show(login: string) {
    strip.value = seated(strip.value, login, Date.now())
  }

  function close(login: string) {
    strip.value = strip.value.filter((seat) => seat.login !== login)
  }

  watch(
    inView,
    (login) => {
      if (login !== null) show(login)
    },
    { immediate: true },
  )
  watch(
    () => strip.value.map(({ login }) => login).join(),
    (logins) => {
      store(STORED, logins, 'sessionStorage')
    },
    { immediate: true },
  )

  return { strip: readonly(strip), update, countUnread, join, show, close }
}

const earlier = () =>
  (stored(STORED, 'sessionStorage') ?? '')
    .split(',')
    .map(parseStreamer)
    .filter((login) => login !== null)
