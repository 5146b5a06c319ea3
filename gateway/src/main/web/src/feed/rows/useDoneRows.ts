import { createSharedComposable } from '@vueuse/core'
import { computed } from 'vue'
import { useStored } from '../../storage/useStored'

/** More rows than a long evening brings; older ones are forgotten. */
const LIMIT = 1_000

/** The rows that the broadcaster has ticked off, kept on this device. */
export const useDoneRows = createSharedComposable(() => {
  const keys = useStored<string[]>('done-rows', [], { shared: true })
  const done = computed(() => new Set(keys.value))

  function toggle(key: string) {
    keys.value = done.value.has(key)
      ? keys.value.filter((other) => other !== key)
      : [...keys.value, key].slice(-LIMIT)
  }

  return { done, toggle }
})
