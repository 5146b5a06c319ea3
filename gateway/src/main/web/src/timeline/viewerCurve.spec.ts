import { describe, expect, it } from 'vitest'
import { curveOf, nearest, thinned } from './viewerCurve'

const MINUTE = 60_000
const sample = (minute: number, viewers: number) => ({ time: minute * MINUTE, viewers })
const hour = { from: 0, to: 60 * MINUTE }

describe('the curve', () => {
  it('spans the time, with the peak below the edge', () => {
    expect(curveOf([sample(0, 0), sample(3, 110)], { from: 0, to: 3 * MINUTE })).toEqual({
      line: 'M0 100L1000 9.1',
      area: 'M0 100L0 100L1000 9.1L1000 100Z',
    })
  })

  it('has a gap where nobody counted', () => {
    const { line } = curveOf([sample(0, 1), sample(1, 1), sample(30, 1)], hour)

    expect(line.match(/M/g)).toHaveLength(2)
  })

  it('is empty without samples', () => {
    expect(curveOf([], hour)).toEqual({ line: '', area: '' })
  })
})

it('finds the nearest sample, but none far away', () => {
  const samples = [sample(1, 10), sample(3, 30)]

  expect(nearest(samples, 2.6 * MINUTE)).toEqual(sample(3, 30))
  expect(nearest(samples, 20 * MINUTE)).toBeNull()
  expect(nearest([], 0)).toBeNull()
})

it('thins samples out and keeps the last one', () => {
  const samples = Array.from({ length: 100 }, (_, minute) => sample(minute, minute))
  const few = thinned(samples, 12)

  expect(few.length).toBeLessThanOrEqual(12)
  expect(few.at(-1)).toEqual(sample(99, 99))
  expect(thinned(samples.slice(0, 3), 12)).toHaveLength(3)
})
