import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const reload = vi.fn()
const fetched = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
  reload.mockReset()
  fetched.mockReset().mockResolvedValue({ ok: true })
  vi.stubGlobal('fetch', fetched)
  vi.spyOn(location, 'reload').mockImplementation(reload)
})

afterEach(() => {
  vi.useRealTimers()
})

// The script listens on the window for as long as the window lives, so it is loaded once.
await import('./earlyUpdates.js')

async function miss() {
  window.dispatchEvent(new Event('vite:preloadError'))
  await vi.advanceTimersByTimeAsync(3_000)
}

it('reloads a page that lacks a part', async () => {
  await miss()

  expect(reload).toHaveBeenCalledOnce()
})

it.each(['script', 'link'])('reloads a page whose %s did not load', async (name) => {
  const element = Object.assign(document.createElement(name), { rel: 'stylesheet' })
  document.head.append(element)
  element.dispatchEvent(new Event('error'))
  await vi.advanceTimersByTimeAsync(3_000)

  expect(reload).toHaveBeenCalledOnce()
})

it('keeps a page whose picture or spare part did not load', async () => {
  for (const [name, rel] of [
    ['img', ''],
    ['link', 'prefetch'],
  ] as const) {
    const element = Object.assign(document.createElement(name), { rel })
    document.head.append(element)
    element.dispatchEvent(new Event('error'))
  }
  await vi.advanceTimersByTimeAsync(3_000)

  expect(reload).not.toHaveBeenCalled()
})

it('keeps a page while the server is away', async () => {
  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  await miss()
  fetched.mockResolvedValueOnce({ ok: false })
  await miss()

  expect(reload).not.toHaveBeenCalled()
})

it('stops after five reloads, until two minutes later', async () => {
  for (let i = 0; i < 8; i++) await miss()
  expect(reload).toHaveBeenCalledTimes(5)

  await vi.advanceTimersByTimeAsync(120_000)
  await miss()
  expect(reload).toHaveBeenCalledTimes(6)
})

it('fetches parts a few at a time, once what is shown at first has loaded', async () => {
  vi.stubGlobal('requestIdleCallback', (next: () => void) => setTimeout(next, 50))
  document.body.insertAdjacentHTML(
    'beforeend',
    `<template id="parts">${'<link rel="prefetch" href="./x.js">'.repeat(10)}</template>`,
  )
  const fetchedParts = () => document.head.querySelectorAll('link[rel=prefetch]').length
  const before = fetchedParts()
  window.dispatchEvent(new Event('load'))
  await vi.advanceTimersByTimeAsync(4_999)
  expect(fetchedParts()).toBe(before)

  await vi.advanceTimersByTimeAsync(1)
  expect(fetchedParts()).toBe(before + 8)
  await vi.advanceTimersByTimeAsync(50)
  expect(fetchedParts()).toBe(before + 10)
})
