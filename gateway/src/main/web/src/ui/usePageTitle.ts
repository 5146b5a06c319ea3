import { onScopeDispose, watchEffect } from 'vue'
import { t } from '../i18n/i18n'

/** Sets the title of the page. VueUse's useTitle would add a MutationObserver to the bundle. */
export function usePageTitle(title: () => string) {
  watchEffect(() => {
    document.title = `${title()} · ${t('app.product')}`
  })
  onScopeDispose(() => {
    document.title = t('app.product')
  })
}
