import { ref, watch } from 'vue'

/** A choice that outlives the page, or just the visit where the browser forbids storage. */
export function useStoredFlag(key: string, initial: boolean) {
  const flag = ref(read(key) ?? initial)
  watch(flag, (value) => {
    write(key, value)
  })
  return flag
}

function read(key: string) {
  try {
    const stored = localStorage.getItem(key)
    return stored === null ? null : stored === 'true'
  } catch {
    return null
  }
}

function write(key: string, value: boolean) {
  try {
    localStorage.setItem(key, String(value))
  } catch {
    // The choice still holds until the page is closed.
  }
}
