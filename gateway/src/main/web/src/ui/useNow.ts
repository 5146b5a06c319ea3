import { createSharedComposable, useIntervalFn } from '@vueuse/core'
import { readonly, ref } from 'vue'

/** The time in milliseconds, updated every second by one timer for the whole page. */
export const useNow = createSharedComposable(() => {
  // Not VueUse's useNow, which brings a timer for animation frames along.
  const now = ref(Date.now())
  useIntervalFn(() => (now.value = Date.now()), 1_000)
  return readonly(now)
})
