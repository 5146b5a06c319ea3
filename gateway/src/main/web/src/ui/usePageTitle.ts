import { onScopeDispose, watchEffect } from 'vue'
import { t } from '../i18n/i18n'

/** Sets the title of the page. Not VueUse's useTitle, which brings a MutationObserver along. */
export function usePageTitle(title: () => string) {
  watchEffect(() => {
    document.title = `${title()} · ${t('app.product')}`
  })
  onScopeDispose(() => {
    document.title = t('app.product')
  })
}
