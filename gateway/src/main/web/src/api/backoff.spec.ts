import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from './api'
import { backoff } from './backoff'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

it('doubles with each failure, up to half a minute, with jitter', () => {
  vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValue(0.999)

  expect(backoff(1)).toBe(500)
  expect([1, 2, 3, 9].map((failures) => Math.round(backoff(failures)))).toEqual([
    1_000, 1_999, 3_998, 29_985,
  ])
})

it('is not shorter than the server asks for, and counts from the answer', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const failure = new ApiError(503, 'Busy.', Date.now() + 60_000)
  expect(backoff(1, failure)).toBe(60_000)

  vi.advanceTimersByTime(20_000)
  expect(backoff(1, failure)).toBe(40_000)

  vi.advanceTimersByTime(60_000)
  expect(backoff(1, failure)).toBe(500)
})
