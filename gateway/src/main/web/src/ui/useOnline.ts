import { onScopeDispose, readonly, ref } from 'vue'

/** Whether the device has a network at all; that it has one says nothing of what is behind it. */
export function useOnline() {
  const online = ref(navigator.onLine)
  const look = () => {
    online.value = navigator.onLine
  }
  window.addEventListener('online', look)
  window.addEventListener('offline', look)
  onScopeDispose(() => {
    window.removeEventListener('online', look)
    window.removeEventListener('offline', look)
  })
  return readonly(online)
}
