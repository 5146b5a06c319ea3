import { computed, ref } from 'vue'
import type { KnownStreamer } from '../streamers/knownStreamers'
import { t } from '../i18n/i18n'
import { useStoredFlag } from '../storage/useStoredFlag'

const supported = 'Notification' in window
const wanted = useStoredFlag('notify-live', false)
const permission = ref(supported ? Notification.permission : 'denied')

/** The browser's own notifications, when the viewer asked for them and the browser agreed. */
export function useLiveNotices() {
  const on = computed(() => wanted.value && permission.value === 'granted')
  /** Only the browser's settings can take this back. */
  const blocked = computed(() => permission.value === 'denied')

  async function turn(wish: boolean) {
    if (wish && permission.value === 'default') {
      permission.value = await Notification.requestPermission()
    }
    wanted.value = wish && permission.value === 'granted'
  }

  function tellLive(streamer: KnownStreamer, startedAt: string, open: () => void) {
    if (!on.value) return
    const notice = new Notification(t('watch.titleLive', { name: streamer.name }), {
      // Two tabs tell of the same stream once.
      tag: `${streamer.login} ${startedAt}`,
      icon: streamer.avatar,
      body: t('notices.body'),
    })
    notice.onclick = () => {
      window.focus()
      notice.close()
      open()
    }
  }

  return { on, blocked, supported, turn, tellLive }
}
