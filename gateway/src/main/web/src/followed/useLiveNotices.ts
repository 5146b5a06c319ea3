import { useEventListener } from '@vueuse/core'
import { computed, ref } from 'vue'
import type { KnownStreamer } from '../streamers/knownStreamers'
import { parseStreamer } from '../streamers/streamerName'
import { t } from '../i18n/i18n'
import { isolated } from '../i18n/strangers'
import { useStored } from '../storage/useStored'
import { useStoredFlag } from '../storage/useStoredFlag'

/** A stream that comes and goes causes a single notice. */
const APART_MS = 600_000

/** Phones show notifications of a service worker only. */
const hasWorkers = 'Notification' in window && 'serviceWorker' in navigator
const wanted = useStoredFlag('notify-live', false)
/** Streamers told lately, with the time in milliseconds; tabs share them. */
const told = useStored<[login: string, time: number][]>('told-live', [], { shared: true })
const permission = ref(hasWorkers ? Notification.permission : 'denied')
/** The browser has service workers, but runs none here, for example in a private window. */
const failed = ref(false)

/** Notifications of the browser, if the viewer turned them on and the browser allows them. */
export function useLiveNotices() {
  const supported = computed(() => hasWorkers && !failed.value)
  const on = computed(() => supported.value && wanted.value && permission.value === 'granted')
  /** Can be undone in the browser's settings only. */
  const blocked = computed(() => permission.value === 'denied')

  async function turn(wish: boolean) {
    if (wish && permission.value === 'default') {
      permission.value = await Notification.requestPermission()
    }
    wanted.value = wish && permission.value === 'granted'
    if (wanted.value) await orFail(async () => (await load()).registerWorker())
  }

  async function tellLive({ login, name, avatar }: KnownStreamer, startedAt: string) {
    const now = Date.now()
    const lately = told.value.filter(([, time]) => time <= now && now - time < APART_MS)
    if (!on.value || lately.some(([other]) => other === login)) return
    told.value = [...lately, [login, now]]
    await orFail(async () =>
      (await load()).showNotice(t('watch.titleLive', { name: isolated(name) }), login, {
        // The tag makes two tabs show one notification for the same stream.
        tag: `${login} ${startedAt}`,
        icon: avatar,
        body: t('notices.body'),
      }),
    )
  }

  return { on, blocked, supported, turn, tellLive }
}

/** Calls a listener when the viewer presses a notification. */
export function onNoticePress(show: (login: string) => void) {
  if (!hasWorkers) return
  useEventListener(navigator.serviceWorker, 'message', ({ data }: MessageEvent) => {
    const { login } = (data ?? {}) as { login?: unknown }
    const streamer = typeof login === 'string' && parseStreamer(login)
    if (streamer) show(streamer)
  })
}

/** Few viewers turn notifications on. */
const load = () => import('./liveNotice')

/** An inability of the browser is a DOMException; a lost network is none, and passes. */
async function orFail(task: () => Promise<unknown>) {
  try {
    await task()
  } catch (error) {
    failed.value = error instanceof DOMException
  }
}
