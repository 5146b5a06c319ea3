import { vi } from 'vitest'

/** As long as a busy machine may need for a part of the page that loads on demand. */
const TIMEOUT_MS = 20_000

/** Waits until a check passes. */
export const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, TIMEOUT_MS)
