import { useTimeoutFn } from '@vueuse/core'
import { readonly, ref } from 'vue'

const LATE_MS = 15_000
/** A single late event can be an accident. */
const IN_A_ROW = 2
const FORGET_AFTER_MS = 120_000

/** The delay of late events in seconds; null while events arrive in time. */
export function useLateness() {
  const seconds = ref<number | null>(null)
  let inARow = 0
  const { start } = useTimeoutFn(forget, FORGET_AFTER_MS, { immediate: false })

  function arrived(happenedAt: number) {
    const delay = Date.now() - happenedAt
    inARow = delay < LATE_MS ? 0 : inARow + 1
    seconds.value = inARow < IN_A_ROW ? null : Math.round(delay / 1_000)
    start()
  }

  function forget() {
    inARow = 0
    seconds.value = null
  }

  return { late: readonly(seconds), arrived }
}
