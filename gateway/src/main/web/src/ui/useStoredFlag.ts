import { computed, ref, type Ref } from 'vue'
import { store, stored } from './storage'

const flags = new Map<string, Ref<boolean>>()

/**
 * A choice that outlives the page, or just the visit where the browser forbids storage. All who
 * ask for it by the same key share it.
 */
export function useStoredFlag(key: string, initial: boolean) {
  const flag = flags.get(key) ?? read(key, initial)
  flags.set(key, flag)
  return computed({
    get: () => flag.value,
    set(value) {
      flag.value = value
      store(key, String(value))
    },
  })
}

function read(key: string, initial: boolean) {
  const kept = stored(key)
  return ref(kept === null ? initial : kept === 'true')
}
