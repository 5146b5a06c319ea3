import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { isRefusedHere } from './embeds'

const PATIENCE_MS = 12_000

export type EmbedTrouble = '' | 'late' | 'blocked' | 'host'

/**
 * Whether a foreign frame is there. A page learns little of that: its load, and what its own
 * policy forbade. A frame that shows an error of its own has loaded all the same.
 */
export function useEmbed(src: Readonly<Ref<string>>) {
  const found = ref<EmbedTrouble>('')
  /** Changes when the frame has to be made anew. */
  const attempt = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined

  const trouble = computed(() => (isRefusedHere(src.value, location) ? 'host' : found.value))

  function wait() {
    clearTimeout(timer)
    found.value = ''
    timer = setTimeout(() => {
      found.value = 'late'
    }, PATIENCE_MS)
  }

  function loaded() {
    clearTimeout(timer)
    if (found.value === 'late') found.value = ''
  }

  function again() {
    attempt.value += 1
    wait()
  }

  function refused({ blockedURI }: SecurityPolicyViolationEvent) {
    if (URL.canParse(blockedURI) && new URL(blockedURI).origin === new URL(src.value).origin) {
      clearTimeout(timer)
      found.value = 'blocked'
    }
  }

  watch(src, wait, { immediate: true })
  document.addEventListener('securitypolicyviolation', refused)
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('securitypolicyviolation', refused)
  })

  return { trouble, attempt, loaded, again }
}
