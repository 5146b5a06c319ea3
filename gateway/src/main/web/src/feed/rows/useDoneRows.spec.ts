import { beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { runInScope } from '../../testing/mount'
import { useDoneRows } from './useDoneRows'

beforeEach(() => {
  localStorage.clear()
})

it('ticks rows off and on again', () => {
  const { done, toggle } = runInScope(useDoneRows)
  toggle('a')
  toggle('b')
  toggle('a')

  expect([...done.value]).toEqual(['b'])
})

it('keeps them for the next visit, up to a limit', async () => {
  const first = runInScope(useDoneRows)
  for (let row = 0; row <= 1_000; row += 1) first.toggle(String(row))
  await nextTick()
  first.leave()

  const { done } = runInScope(useDoneRows)
  expect(done.value.size).toBe(1_000)
  expect(done.value.has('0')).toBe(false)
})
