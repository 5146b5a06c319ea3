import { createSharedComposable, useIntervalFn } from '@vueuse/core'
import { readonly, ref } from 'vue'

/** The time in milliseconds, updated every second by one timer for the whole page. */
export const useNow = createSharedComposable(() => {
  // VueUse's useNow would add its animation frames to the bundle.
  const now = ref(Date.now())
  useIntervalFn(() => (now.value = Date.now()), 1_000)
  return readonly(now)
})
