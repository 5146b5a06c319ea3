import { ApiError } from './api'

const FIRST_MS = 1_000
const MAX_MS = 30_000

/**
 * The delay before the next attempt: doubles with each failure, with jitter to spread the pages, and is never
 * shorter than the server asks for.
 */
export function backoff(failures: number, failure?: unknown) {
  const half = Math.min(MAX_MS, FIRST_MS * 2 ** (failures - 1)) / 2
  return Math.max(half, restAfter(failure)) + Math.random() * half
}

/** Milliseconds for which the server still asks not to repeat a failed request. */
export const restAfter = (failure: unknown) =>
  failure instanceof ApiError ? Math.max(0, failure.restUntil - Date.now()) : 0
