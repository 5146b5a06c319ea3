import { onScopeDispose, readonly, ref } from 'vue'

const LATE_MS = 15_000
/** One late event is an accident. */
const IN_A_ROW = 2
const FORGOTTEN_MS = 120_000

/** By how many seconds events reach the page late, when they do; else null. */
export function useLateness() {
  const seconds = ref<number | null>(null)
  let inARow = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function arrived(happened: number) {
    const late = Date.now() - happened
    inARow = late < LATE_MS ? 0 : inARow + 1
    seconds.value = inARow < IN_A_ROW ? null : Math.round(late / 1_000)
    clearTimeout(timer)
    timer = setTimeout(forget, FORGOTTEN_MS)
  }

  function forget() {
    inARow = 0
    seconds.value = null
  }

  onScopeDispose(() => {
    clearTimeout(timer)
  })

  return { late: readonly(seconds), arrived }
}
