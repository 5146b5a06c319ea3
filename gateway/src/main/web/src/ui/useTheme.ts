import { computed, readonly, ref, watch } from 'vue'
import { useStored } from '../storage/useStored'

export const THEMES = ['system', 'dark', 'light'] as const
export type Theme = (typeof THEMES)[number]

const stored = useStored<string>('theme', 'system', { shared: true })
const choice = computed<Theme>(() => THEMES.find((name) => name === stored.value) ?? 'system')

const light = matchMedia('(prefers-color-scheme: light)')
const system = ref(themeOf(light))
light.addEventListener('change', (query) => (system.value = themeOf(query)))

const theme = computed(() => (choice.value === 'system' ? system.value : choice.value))
// The first theme is painted by earlyTheme.js.
watch(theme, show)

/** The theme of the system, unless this device chose another. */
export function useTheme() {
  function choose(chosen: Theme) {
    stored.value = chosen
  }

  return { theme: readonly(theme), choice: readonly(choice), choose }
}

function show(name: string) {
  document.documentElement.dataset.bsTheme = name
  document.querySelector('meta[name=color-scheme]')?.setAttribute('content', name)
}

function themeOf({ matches }: { matches: boolean }) {
  return matches ? 'light' : 'dark'
}
