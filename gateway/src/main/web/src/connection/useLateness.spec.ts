import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runInScope } from '../testing/mount'
import { useLateness } from './useLateness'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const seconds = (number: number) => Date.now() - number * 1_000

it('reports lateness after two late events in a row', () => {
  const { late, arrived } = runInScope(useLateness)
  arrived(seconds(40))
  expect(late.value).toBeNull()

  arrived(seconds(60))
  expect(late.value).toBe(60)
})

it('ends with the first punctual event', () => {
  const { late, arrived } = runInScope(useLateness)
  for (const delay of [40, 40, 1]) arrived(seconds(delay))

  expect(late.value).toBeNull()
})

it('ends after two minutes without events', () => {
  const { late, arrived } = runInScope(useLateness)
  for (const delay of [40, 40]) arrived(seconds(delay))
  vi.advanceTimersByTime(120_000)

  expect(late.value).toBeNull()
})
