/** Sizes of events, by name, and the least ones. */
export const SIZED = ['raids', 'bits', 'gifts'] as const
export type Sized = (typeof SIZED)[number]
export type LeastSizes = Partial<Record<string, number>>

/** The offered least sizes. */
export const MIN_SIZES = [0, 5, 10, 50, 100, 500, 1_000]

/** Actions that have a size, by the name of the size. */
const SIZE_OF: Partial<Record<string, Sized>> = {
  'raid.in': 'raids',
  cheer: 'bits',
  powerUp: 'bits',
  'sub.gifts': 'gifts',
}

/** Whether an event has its least size. An unknown size may be large. */
export function isLargeEnough(action: string, amount: number | undefined, least: LeastSizes) {
  const sized = SIZE_OF[action]
  return sized === undefined || amount === undefined || amount >= (least[sized] ?? 0)
}
