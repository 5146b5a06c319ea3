import { onScopeDispose, watchEffect } from 'vue'
import { t } from '../i18n/i18n'

export function useTitle(title: () => string) {
  watchEffect(() => {
    document.title = `${title()} · ${t('app.product')}`
  })
  onScopeDispose(() => {
    document.title = t('app.product')
  })
}
