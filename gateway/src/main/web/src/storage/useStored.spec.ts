import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { runInScope } from '../testing/mount'
import { useStored } from './useStored'
import { useStoredFlag } from './useStoredFlag'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

it('keeps a value for the next visit', async () => {
  runInScope(() => ({ it: useStored<string>('word', '') })).it.value = 'kept'
  await nextTick()

  expect(localStorage.getItem('word')).toBe('kept')
  expect(runInScope(() => ({ it: useStored<string>('word', '') })).it.value).toBe('kept')
})

it('keeps a value of the session out of other tabs', async () => {
  runInScope(() => ({ it: useStored<string>('word', '', { session: true }) })).it.value = 'kept'
  await nextTick()

  expect(sessionStorage.getItem('word')).toBe('kept')
  expect(localStorage.getItem('word')).toBeNull()
})

it('works without storage until the page is closed, and stays silent', async () => {
  const complaints = vi.spyOn(console, 'error')
  for (const place of ['localStorage', 'sessionStorage'] as const) {
    vi.spyOn(window, place, 'get').mockImplementation(() => {
      throw new DOMException('Access is denied', 'SecurityError')
    })
  }
  const { local, session } = runInScope(() => ({
    local: useStored<string>('word', 'first'),
    session: useStored<string>('word', 'first', { session: true }),
  }))
  local.value = session.value = 'second'
  await nextTick()

  expect([local.value, session.value]).toEqual(['second', 'second'])
  expect(complaints).not.toHaveBeenCalled()
})

it('stays silent when the storage is full', async () => {
  const complaints = vi.spyOn(console, 'error')
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('Full', 'QuotaExceededError')
  })
  const { it: word } = runInScope(() => ({ it: useStored<string>('word', '') }))
  word.value = 'new'
  await nextTick()

  expect(word.value).toBe('new')
  expect(complaints).not.toHaveBeenCalled()
})

it('shares a flag among components, and stores it after the first of them has gone', async () => {
  const first = runInScope(() => ({ flag: useStoredFlag('shared', true) }))
  first.leave()
  const second = runInScope(() => ({ flag: useStoredFlag('shared', true) }))
  second.flag.value = false
  await nextTick()

  expect(first.flag.value).toBe(false)
  expect(localStorage.getItem('shared')).toBe('false')
})
