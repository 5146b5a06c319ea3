import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const tfue = { login: 'tfue', name: 'Tfue', avatar: 'https://example.org/tfue.png' }

class FakeNotification {
  static permission = 'default'
  static requestPermission = vi.fn()
  static shown: FakeNotification[] = []
  onclick: (() => void) | null = null
  close = vi.fn()

  constructor(
    readonly title: string,
    readonly options: NotificationOptions,
  ) {
    FakeNotification.shown.push(this)
  }
}

async function newPage() {
  vi.resetModules()
  return (await import('./useLiveNotices')).useLiveNotices()
}

const answer = (permission: string) => {
  FakeNotification.requestPermission.mockResolvedValue(permission)
}

beforeEach(() => {
  localStorage.clear()
  FakeNotification.permission = 'default'
  FakeNotification.shown = []
  vi.stubGlobal('Notification', FakeNotification)
})

afterEach(() => {
  vi.unstubAllGlobals()
})

it('shows nothing before the viewer turns it on', async () => {
  const { on, tellLive } = await newPage()
  tellLive(tfue, 'now', vi.fn())

  expect([on.value, FakeNotification.shown]).toEqual([false, []])
  expect(FakeNotification.requestPermission).not.toHaveBeenCalled()
})

it('shows a notification for a live stream, which opens it', async () => {
  answer('granted')
  const open = vi.fn()
  const { on, turn, tellLive } = await newPage()
  await turn(true)
  tellLive(tfue, '2026-08-01T12:00:00Z', open)

  expect(on.value).toBe(true)
  const [notice] = FakeNotification.shown
  expect(notice?.title).toBe('Tfue is live')
  expect(notice?.options.tag).toBe('tfue 2026-08-01T12:00:00Z')
  notice?.onclick?.()
  expect(open).toHaveBeenCalledOnce()
})

it('stays on at the next visit until turned off', async () => {
  answer('granted')
  await (await newPage()).turn(true)
  FakeNotification.permission = 'granted'

  const later = await newPage()
  expect(later.on.value).toBe(true)
  await later.turn(false)
  expect((await newPage()).on.value).toBe(false)
})

it('stays off when the browser refuses', async () => {
  answer('denied')
  const { on, blocked, turn } = await newPage()
  await turn(true)

  expect([on.value, blocked.value]).toEqual([false, true])
})
