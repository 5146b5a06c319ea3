const FIRST_MS = 1_000
const MAX_MS = 30_000

/** The delay before the next attempt: doubles with each failure, with jitter to spread the pages. */
export function backoff(failures: number) {
  const ceiling = Math.min(MAX_MS, FIRST_MS * 2 ** (failures - 1))
  return ceiling / 2 + Math.random() * (ceiling / 2)
}
