import type { StreamSession, ViewerCount } from './streamSession'

/** The width and the height of the drawing; the page stretches it. */
export const WIDTH = 1_000
export const HEIGHT = 100

/** A longer time without a sample is a gap. */
const GAP_MS = 5 * 60_000
/** The peak does not touch the edge. */
const HEADROOM = 1.1

/** The line of the numbers of viewers, and the area below it, as paths. */
export function curveOf(
  samples: readonly ViewerCount[],
  { from, to }: Pick<StreamSession, 'from' | 'to'>,
) {
  const top = Math.max(1, ...samples.map(({ viewers }) => viewers)) * HEADROOM
  const x = (time: number) => round(((time - from) / (to - from)) * WIDTH)
  const y = (viewers: number) => round(HEIGHT * (1 - viewers / top))
  const runs = runsOf(samples).map((run) =>
    run.map(({ time, viewers }) => `${x(time)} ${y(viewers)}`).join('L'),
  )
  const ends = runsOf(samples).map((run) => [run[0]?.time ?? from, run.at(-1)?.time ?? to])
  return {
    line: runs.map((run) => `M${run}`).join(''),
    area: runs
      .map((run, index) => {
        const [first, last] = ends[index] ?? [from, to]
        return `M${x(first)} ${HEIGHT}L${run}L${x(last)} ${HEIGHT}Z`
      })
      .join(''),
  }
}

/** The sample that is nearest to a time; null far from any. */
export function nearest(samples: readonly ViewerCount[], time: number) {
  const found = samples.reduce<ViewerCount | null>(
    (best, sample) =>
      best === null || Math.abs(sample.time - time) < Math.abs(best.time - time) ? sample : best,
    null,
  )
  return found !== null && Math.abs(found.time - time) <= GAP_MS ? found : null
}

/** A few samples at equal distances, for a table. */
export function thinned(samples: readonly ViewerCount[], most: number) {
  const step = Math.max(1, Math.ceil(samples.length / most))
  return samples.filter((_, index) => (samples.length - 1 - index) % step === 0)
}

/** Samples without a gap between them. */
function runsOf(samples: readonly ViewerCount[]) {
  const runs: ViewerCount[][] = []
  for (const sample of samples) {
    const before = runs.at(-1)
    const last = before?.at(-1)
    if (before && last && sample.time - last.time <= GAP_MS) before.push(sample)
    else runs.push([sample])
  }
  return runs
}

const round = (value: number) => Math.round(value * 10) / 10
