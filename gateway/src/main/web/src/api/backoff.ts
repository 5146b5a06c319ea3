const FIRST_MS = 1_000
const LONGEST_MS = 30_000

/** Doubles with every failure, and spreads so that many pages do not come back at once. */
export function backoff(failures: number) {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return ceiling / 2 + Math.random() * (ceiling / 2)
}
