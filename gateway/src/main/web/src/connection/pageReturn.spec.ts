import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runInScope } from '../testing/mount'
import { onPageReturn } from './pageReturn'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function open() {
  const listener = vi.fn()
  const { leave } = runInScope(() => ({ stop: onPageReturn(listener) }))
  return { listener, leave }
}

const pageShow = (persisted: boolean) =>
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))
const focus = () => window.dispatchEvent(new Event('focus'))

it('notices that the page becomes visible, and not that it is hidden', () => {
  const { listener } = open()
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(listener).not.toHaveBeenCalled()

  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(listener).toHaveBeenCalledOnce()
})

it('notices a return from the cache of the browser, but no first load', () => {
  const { listener } = open()
  pageShow(false)
  expect(listener).not.toHaveBeenCalled()

  pageShow(true)
  expect(listener).toHaveBeenCalledOnce()
})

it('notices that the time has jumped, but no time that passes', () => {
  const { listener } = open()
  vi.advanceTimersByTime(60_000)
  expect(listener).not.toHaveBeenCalled()

  vi.setSystemTime(Date.now() + 30_000)
  vi.advanceTimersByTime(1_000)
  expect(listener).toHaveBeenCalledExactlyOnceWith(31_000)
})

it('notices the focus after a while', () => {
  const { listener } = open()
  focus()
  expect(listener).not.toHaveBeenCalled()

  vi.advanceTimersByTime(10_001)
  focus()
  focus()
  expect(listener).toHaveBeenCalledOnce()
})

it('ends with its scope', () => {
  const { listener, leave } = open()
  leave()
  document.dispatchEvent(new Event('visibilitychange'))
  vi.setSystemTime(Date.now() + 30_000)
  vi.advanceTimersByTime(1_000)

  expect(listener).not.toHaveBeenCalled()
})
