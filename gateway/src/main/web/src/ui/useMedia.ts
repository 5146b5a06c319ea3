import { useEventListener } from '@vueuse/core'
import { readonly, ref } from 'vue'

/** Whether a media query matches, now and later. */
export function useMedia(query: string) {
  // VueUse's useMediaQuery would add its handling of servers to the bundle.
  const list = matchMedia(query)
  const matches = ref(list.matches)
  useEventListener(list, 'change', () => (matches.value = list.matches))
  return readonly(matches)
}
