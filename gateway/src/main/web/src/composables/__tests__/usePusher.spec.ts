import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { disconnectPusher, usePusher } from '../usePusher'
import { FakePusher } from './fakePusher'

vi.mock('pusher-js', async () => ({ default: (await import('./fakePusher')).FakePusher }))

const settings = { key: 'key', host: 'push.example.org', port: 6001, tls: true }

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  disconnectPusher()
  vi.useRealTimers()
})

describe('usePusher', () => {
  it('makes one client for the page, which never asks Pusher’s own hosts', () => {
    const before = FakePusher.made
    usePusher(settings)
    usePusher(settings)

    expect(FakePusher.made).toBe(before + 1)
    expect(FakePusher.last.options).toMatchObject({
      wsHost: 'push.example.org',
      wsPort: 6001,
      wssPort: 6001,
      forceTLS: true,
      enabledTransports: ['ws', 'wss'],
    })
  })

  it.each([
    ['wrapped', { type: 'WebSocketError', error: { type: 'PusherError', data: { code: 4004 } } }],
    ['bare', { type: 'PusherError', data: { code: 4004 } }],
  ])('finds the code of an error that is %s', (_, error) => {
    const { closeCode, socket } = usePusher(settings)
    FakePusher.last.connection.emit('error', error)
    FakePusher.last.enter('disconnected')

    expect([socket.value, closeCode.value]).toEqual(['disconnected', 4004])
  })

  it('tries again by itself a minute after a refusal', () => {
    usePusher(settings)
    FakePusher.last.enter('disconnected')
    vi.advanceTimersByTime(60_000)

    expect(FakePusher.last.connect).toHaveBeenCalledOnce()
  })

  it('tries again within fifteen seconds while Pusher cannot be reached', () => {
    usePusher(settings)
    FakePusher.last.enter('unavailable')
    vi.advanceTimersByTime(15_000)

    expect(FakePusher.last.connect).toHaveBeenCalledOnce()
  })

  it('forgets the refusal once connected', () => {
    const { closeCode } = usePusher(settings)
    FakePusher.last.connection.emit('error', { data: { code: 4004 } })
    FakePusher.last.enter('connected')

    expect(closeCode.value).toBeNull()
  })

  it('disconnects to try now, because connect alone does nothing while waiting', () => {
    const { tryNow } = usePusher(settings)
    FakePusher.last.enter('unavailable')
    tryNow()

    expect(FakePusher.last.disconnect).toHaveBeenCalledBefore(FakePusher.last.connect)
  })

  it('tries when the network or the viewer comes back, but not while connected', () => {
    usePusher(settings)
    FakePusher.last.enter('connected')
    window.dispatchEvent(new Event('online'))
    expect(FakePusher.last.connect).not.toHaveBeenCalled()

    FakePusher.last.enter('unavailable')
    window.dispatchEvent(new Event('online'))
    document.dispatchEvent(new Event('visibilitychange'))
    expect(FakePusher.last.connect).toHaveBeenCalledTimes(2)
  })

  it('stays silent after the sign-out', () => {
    usePusher(settings)
    disconnectPusher()
    window.dispatchEvent(new Event('online'))
    vi.advanceTimersByTime(120_000)

    expect(FakePusher.last.connect).not.toHaveBeenCalled()
  })
})
