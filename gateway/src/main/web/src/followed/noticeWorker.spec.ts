import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const worker = '../../public/notice-worker.js'
const data = { login: 'tfue', address: 'https://example.org/#/home?streamer=tfue' }
const listeners = new Map<string, (event: object) => void>()
const matchAll = vi.fn()
const openWindow = vi.fn()

const aPage = (visibilityState: string) => ({
  visibilityState,
  postMessage: vi.fn(),
  focus: vi.fn(),
})

async function press() {
  const waitUntil = vi.fn()
  const notification = { data, close: vi.fn() }
  listeners.get('notificationclick')?.({ notification, waitUntil })
  await waitUntil.mock.lastCall?.[0]
  expect(notification.close).toHaveBeenCalledOnce()
}

beforeEach(async () => {
  vi.resetModules()
  vi.stubGlobal('self', {
    addEventListener: (type: string, listener: () => void) => listeners.set(type, listener),
    clients: { matchAll, openWindow },
  })
  await import(/* @vite-ignore */ worker)
})

afterEach(() => {
  vi.unstubAllGlobals()
})

it('shows the streamer of a pressed notification in the page that is in view', async () => {
  const pages = [aPage('hidden'), aPage('visible')]
  matchAll.mockResolvedValue(pages)
  await press()

  expect(pages[1]?.postMessage).toHaveBeenCalledExactlyOnceWith({ login: 'tfue' })
  expect(pages[1]?.focus).toHaveBeenCalledOnce()
  expect(pages[0]?.postMessage).not.toHaveBeenCalled()
})

it('opens a page when there is none', async () => {
  matchAll.mockResolvedValue([])
  await press()

  expect(openWindow).toHaveBeenCalledExactlyOnceWith(data.address)
})

it('handles no requests', () => {
  expect([...listeners.keys()]).not.toContain('fetch')
})
