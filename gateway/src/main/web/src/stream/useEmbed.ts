import { useEventListener, useTimeoutFn } from '@vueuse/core'
import { computed, ref, watch, type Ref } from 'vue'
import { isRefusedHere } from './embeds'

const LATE_AFTER_MS = 12_000

export type EmbedTrouble = '' | 'late' | 'blocked' | 'host'

/**
 * Whether a foreign frame works. A page learns only that the frame has loaded, or that the page's
 * own policy blocked it. A frame that shows an error page has loaded, too.
 */
export function useEmbed(src: Readonly<Ref<string>>) {
  const found = ref<EmbedTrouble>('')
  /** Key of the frame: a new number replaces the frame. */
  const attempt = ref(0)
  const timeout = useTimeoutFn(() => (found.value = 'late'), LATE_AFTER_MS, { immediate: false })

  const trouble = computed(() => (isRefusedHere(src.value, location) ? 'host' : found.value))

  function start() {
    found.value = ''
    timeout.start()
  }

  function onLoad() {
    timeout.stop()
    if (found.value === 'late') found.value = ''
  }

  function retry() {
    attempt.value += 1
    start()
  }

  useEventListener(document, 'securitypolicyviolation', ({ blockedURI }) => {
    if (URL.canParse(blockedURI) && new URL(blockedURI).origin === new URL(src.value).origin) {
      timeout.stop()
      found.value = 'blocked'
    }
  })
  watch(src, start, { immediate: true })

  return { trouble, attempt, onLoad, retry }
}
