import { useStorage, type Serializer } from '@vueuse/core'

interface Options<T> {
  serializer?: Serializer<T>
  /** Only for this tab, until it is closed. */
  session?: boolean
  /** Take over changes that other tabs make. */
  shared?: boolean
}

/**
 * A value that outlives the page. Where the browser forbids storage it lasts until the page is
 * closed.
 */
export const useStored = <T extends boolean | string | unknown[]>(
  key: string,
  initial: T,
  { serializer, session = false, shared = false }: Options<T> = {},
) =>
  useStorage<T>(key, initial, session ? sessionStorageOrNone() : undefined, {
    serializer,
    listenToStorageChanges: shared,
    writeDefaults: false,
    shallow: true,
    onError: () => undefined,
  })

function sessionStorageOrNone() {
  try {
    return window.sessionStorage
  } catch {
    return undefined
  }
}
