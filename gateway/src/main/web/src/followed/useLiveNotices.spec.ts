import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { runInScope } from '../testing/mount'

const tfue = { login: 'tfue', name: 'Tfue', avatar: 'https://example.org/tfue.png' }
const now = '2026-08-01T12:00:00Z'

const requestPermission = vi.fn()
const register = vi.fn()
const showNotification = vi.fn()
let worker: EventTarget

function setPermission(permission: string) {
  // As on Android: only service workers may show notifications.
  const Unusable = vi.fn(() => {
    throw new TypeError('Illegal constructor')
  })
  vi.stubGlobal('Notification', Object.assign(Unusable, { permission, requestPermission }))
}

async function newPage() {
  vi.resetModules()
  return import('./useLiveNotices')
}

async function open() {
  const { useLiveNotices } = await newPage()
  return useLiveNotices()
}

async function turnedOn() {
  setPermission('granted')
  const notices = await open()
  await notices.turn(true)
  return notices
}

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(now)
  setPermission('default')
  for (const fake of [requestPermission, register, showNotification]) fake.mockReset()
  register.mockResolvedValue({ active: {}, showNotification })
  worker = Object.assign(new EventTarget(), { register })
  Object.defineProperty(navigator, 'serviceWorker', { value: worker, configurable: true })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'serviceWorker')
})

it('shows nothing before the viewer turns it on', async () => {
  const { on, tellLive } = await open()
  await tellLive(tfue, now)

  expect([on.value, showNotification.mock.calls]).toEqual([false, []])
  expect(requestPermission).not.toHaveBeenCalled()
  expect(register).not.toHaveBeenCalled()
})

it('shows a notification of the service worker for a live stream', async () => {
  requestPermission.mockResolvedValue('granted')
  const { on, turn, tellLive } = await open()
  await turn(true)
  await tellLive(tfue, now)

  expect(on.value).toBe(true)
  expect(showNotification).toHaveBeenCalledExactlyOnceWith(
    'Tfue is live',
    expect.objectContaining({
      tag: `tfue ${now}`,
      data: { login: 'tfue', address: new URL('#/home?streamer=tfue', location.href).href },
    }),
  )
})

it('tells a stream that comes and goes once in ten minutes', async () => {
  const { tellLive } = await turnedOn()
  await tellLive(tfue, now)
  await tellLive(tfue, now)
  await tellLive({ ...tfue, login: 'other' }, now)
  expect(showNotification).toHaveBeenCalledTimes(2)

  vi.setSystemTime(Date.now() + 600_000)
  await tellLive(tfue, now)
  expect(showNotification).toHaveBeenCalledTimes(3)
})

it('remembers after a reload what it has told', async () => {
  await (await turnedOn()).tellLive(tfue, now)
  await nextTick()
  await (await open()).tellLive(tfue, now)

  expect(showNotification).toHaveBeenCalledOnce()
})

it('opens the streamer of a pressed notification', async () => {
  setPermission('granted')
  const { onNoticePress } = await newPage()
  const show = vi.fn()
  runInScope(() => ({ it: onNoticePress(show) }))
  worker.dispatchEvent(new MessageEvent('message', { data: { login: 'tfue' } }))
  worker.dispatchEvent(new MessageEvent('message', { data: { login: 'javascript:alert(1)' } }))
  worker.dispatchEvent(new MessageEvent('message', { data: null }))

  expect(show).toHaveBeenCalledExactlyOnceWith('tfue')
})

it('stays on at the next visit until turned off', async () => {
  await turnedOn()
  await nextTick()

  const later = await open()
  expect(later.on.value).toBe(true)
  await later.turn(false)
  await nextTick()
  expect((await open()).on.value).toBe(false)
})

it('stays off when the browser refuses', async () => {
  requestPermission.mockResolvedValue('denied')
  const { on, blocked, turn } = await open()
  await turn(true)

  expect([on.value, blocked.value]).toEqual([false, true])
})

it('says that a browser cannot which runs no service worker', async () => {
  register.mockRejectedValue(new DOMException('Private window', 'SecurityError'))
  const { on, supported } = await turnedOn()

  expect([on.value, supported.value]).toEqual([false, false])
})

it('says that a browser cannot which has no service workers', async () => {
  Reflect.deleteProperty(navigator, 'serviceWorker')
  const { supported } = await open()

  expect(supported.value).toBe(false)
})
