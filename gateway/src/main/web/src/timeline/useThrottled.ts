import { useTimeoutFn } from '@vueuse/core'
import { shallowRef, watch, type ShallowRef } from 'vue'

/** A value that follows another one at once, but no more often than an interval allows. */
export function useThrottled<T>(source: () => T, everyMs: number): Readonly<ShallowRef<T>> {
  const value = shallowRef(source()) as ShallowRef<T>
  const { isPending, start } = useTimeoutFn(take, everyMs, { immediate: false })

  function take() {
    if (value.value === source()) return
    value.value = source()
    start()
  }

  watch(source, () => {
    if (!isPending.value) take()
  })
  return value
}
