import { readonly, ref } from 'vue'
import { useStored } from '../storage/useStored'

export type Theme = 'dark' | 'light'

const root = document.documentElement
const theme = ref<Theme>(root.dataset.bsTheme === 'light' ? 'light' : 'dark')
const stored = useStored<string>('theme', '')

/** Dark unless this device chose otherwise; earlyTheme.js applies the choice at the next visit. */
export function useTheme() {
  function choose(chosen: Theme) {
    theme.value = chosen
    stored.value = chosen
    root.dataset.bsTheme = chosen
    document
      .querySelector<HTMLMetaElement>('meta[name=color-scheme]')
      ?.setAttribute('content', chosen)
  }

  return { theme: readonly(theme), choose }
}
