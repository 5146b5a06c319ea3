import { useEventListener, useTimeoutFn } from '@vueuse/core'
import { computed, ref, watch, type Ref } from 'vue'
import { isRefusedHere } from './embeds'

const LATE_AFTER_MS = 12_000
/** Until then, a frame may load several documents to begin with. */
const SETTLED_MS = 5_000
/** A frame that always leaves its address must not be loaded again and again. */
const RELOADS_APART_MS = 60_000

export type EmbedTrouble = '' | 'late' | 'blocked' | 'host'

/**
 * Whether a foreign frame works. A page learns only that the frame has loaded, or that the page's
 * own policy blocked it. A frame that shows an error page has loaded, too. A frame that loads again
 * by itself has left its address, as a chat does that follows a raid, and is replaced.
 */
export function useEmbed(src: Readonly<Ref<string>>) {
  const found = ref<EmbedTrouble>('')
  /** Key of the frame: a new number replaces the frame. */
  const attempt = ref(0)
  let loadedAt = 0
  let replacedAt = 0
  const timeout = useTimeoutFn(() => (found.value = 'late'), LATE_AFTER_MS, { immediate: false })

  const trouble = computed(() => (isRefusedHere(src.value, location) ? 'host' : found.value))

  function start() {
    found.value = ''
    loadedAt = 0
    timeout.start()
  }

  function onLoad() {
    timeout.stop()
    if (found.value === 'late') found.value = ''
    const now = Date.now()
    if (loadedAt === 0) loadedAt = now
    else if (now - loadedAt > SETTLED_MS && now - replacedAt > RELOADS_APART_MS) {
      replacedAt = now
      retry()
    }
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
