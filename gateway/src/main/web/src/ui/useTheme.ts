import { readonly, ref } from 'vue'
import { store } from './storage'

export type Theme = 'dark' | 'light'

const root = document.documentElement
const theme = ref<Theme>(root.dataset.bsTheme === 'light' ? 'light' : 'dark')

/** Dark unless this device was told otherwise; earlyTheme.js reads the choice at the next visit. */
export function useTheme() {
  function choose(chosen: Theme) {
    theme.value = chosen
    root.dataset.bsTheme = chosen
    document
      .querySelector<HTMLMetaElement>('meta[name=color-scheme]')
      ?.setAttribute('content', chosen)
    store('theme', chosen)
  }

  return { theme: readonly(theme), choose }
}
