import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useCatchUp } from './useCatchUp'

const LONG_MS = 600_000

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Starts a fetch whose nth reading fails if the nth answer is false; readings without an answer fail. */
function start(...answers: boolean[]) {
  const read = vi.fn(() =>
    answers.shift() ? Promise.resolve() : Promise.reject(new Error('no answer')),
  )
  const scope = effectScope()
  const catchUp = scope.run(() => useCatchUp(read, true))
  catchUp?.start(0)
  return { read, catchUp, scope }
}

test('reads once more when the server has written everything', async () => {
  const { read, catchUp } = start(true, true)

  await vi.advanceTimersByTimeAsync(LONG_MS)

  expect(read).toHaveBeenCalledTimes(2)
  expect(catchUp?.done.value).toBe(true)
})

test('repeats a second reading that fails', async () => {
  const { read, catchUp } = start(true, false, false, true)

  await vi.advanceTimersByTimeAsync(LONG_MS)

  expect(read).toHaveBeenCalledTimes(4)
  expect(catchUp?.failing.value).toBe(false)
})

test('gives up a second reading that fails again and again', async () => {
  const { read } = start(true)

  await vi.advanceTimersByTimeAsync(LONG_MS)

  expect(read).toHaveBeenCalledTimes(7)
})

test('ends the second reading with its scope', async () => {
  const { read, scope } = start(true, false)
  await vi.advanceTimersByTimeAsync(3_001)

  scope.stop()
  await vi.advanceTimersByTimeAsync(LONG_MS)

  expect(read).toHaveBeenCalledTimes(2)
})
