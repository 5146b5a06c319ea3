import { computed, ref } from 'vue'
import type { KnownStreamer } from '../streamers/knownStreamers'
import { t } from '../i18n/i18n'
import { useStoredFlag } from '../storage/useStoredFlag'

const supported = 'Notification' in window
const wanted = useStoredFlag('notify-live', false)
const permission = ref(supported ? Notification.permission : 'denied')

/** Notifications of the browser, if the viewer turned them on and the browser allows them. */
export function useLiveNotices() {
  const on = computed(() => wanted.value && permission.value === 'granted')
  /** Can be undone in the browser's settings only. */
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
      // The tag makes two tabs show one notification for the same stream.
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
