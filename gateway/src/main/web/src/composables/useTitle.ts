import { onScopeDispose, watchEffect } from 'vue'

const PRODUCT = 'Streamer Event Viewer'

export function useTitle(title: () => string) {
  watchEffect(() => {
    document.title = `${title()} · ${PRODUCT}`
  })
  onScopeDispose(() => {
    document.title = PRODUCT
  })
}
