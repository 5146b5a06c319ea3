import { onScopeDispose, readonly, ref } from 'vue'

/** Whether the viewer looks elsewhere, and when they come back. */
export function useAttention(onReturn: () => void) {
  const away = ref(document.hidden)

  function look() {
    away.value = document.hidden
    if (!away.value) onReturn()
  }

  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', look)
  })

  return { away: readonly(away) }
}
