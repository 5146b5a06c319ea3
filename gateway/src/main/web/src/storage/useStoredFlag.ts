import { effectScope, type Ref } from 'vue'
import { useStored } from './useStored'

const flags = new Map<string, Ref<boolean>>()

/** A yes or no that outlives the page; all components share the flag of a key. */
export function useStoredFlag(key: string, initial: boolean) {
  const flag = flags.get(key) ?? detached(() => useStored(key, initial))
  flags.set(key, flag)
  return flag
}

/** Keeps a flag stored after the component that asked for it first has gone. */
const detached = <T>(create: () => T) => effectScope(true).run(create) as T
