import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runInScope } from '../../__tests__/mount'
import { useAnnouncer } from '../useAnnouncer'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

it('speaks at once, then at most one line every few seconds', () => {
  const { line, announce } = runInScope(useAnnouncer)

  announce('one')
  announce('two')
  announce('three')
  expect(line.value).toBe('one')

  vi.advanceTimersByTime(5_000)
  expect(line.value).toBe('three, and 1 more')
})

it('speaks at once again after a silence', () => {
  const { line, announce } = runInScope(useAnnouncer)

  announce('one')
  vi.advanceTimersByTime(5_000)
  announce('two')

  expect(line.value).toBe('two')
})
