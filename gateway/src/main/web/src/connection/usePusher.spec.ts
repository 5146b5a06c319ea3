import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { confirmSession } from '../session/sessionCheck'
import { disconnectPusher, loadPusher, usePusher } from './usePusher'
import { FakePusher } from './fakePusher'
import { eventually } from '../testing/eventually'

vi.mock(import('../session/sessionCheck'), () => ({ confirmSession: vi.fn() }))
vi.mock('pusher-js', async () => ({ default: (await import('./fakePusher')).FakePusher }))

const settings = { key: 'key', host: 'push.example.org', port: 6001, tls: true }

/** Opens the first stream, and waits until it is drawn. */
function use() {
  const pusher = usePusher(settings)
  vi.advanceTimersByTime(0)
  return pusher
}

beforeEach(async () => {
  await loadPusher()
  vi.useFakeTimers()
})

afterEach(() => {
  disconnectPusher()
  vi.useRealTimers()
})

describe('usePusher', () => {
  it('creates one client for the page, which never uses Pusher’s own hosts', () => {
    const before = FakePusher.made
    use()
    use()

    expect(FakePusher.made).toBe(before + 1)
    expect(FakePusher.last.options).toMatchObject({
      wsHost: 'push.example.org',
      wsPort: 6001,
      wssPort: 6001,
      forceTLS: true,
      enabledTransports: ['ws', 'wss'],
    })
  })

  it('makes no client for a page that was left before the stream was drawn', () => {
    const before = FakePusher.made
    usePusher(settings)
    disconnectPusher()
    vi.advanceTimersByTime(0)

    expect(FakePusher.made).toBe(before)
  })

  it('notices a browser without WebSocket, which pusher-js reports before handlers are bound', () => {
    FakePusher.firstState = 'failed'
    const { socket } = use()
    FakePusher.firstState = 'connecting'

    expect(socket.value).toBe('failed')
  })

  it.each([
    ['wrapped', { type: 'WebSocketError', error: { type: 'PusherError', data: { code: 4004 } } }],
    ['bare', { type: 'PusherError', data: { code: 4004 } }],
  ])('finds the code of an error that is %s', (_, error) => {
    const { closeCode, socket } = use()
    FakePusher.last.connection.emit('error', error)
    FakePusher.last.enter('disconnected')

    expect([socket.value, closeCode.value]).toEqual(['disconnected', 4004])
  })

  it('retries a minute after a refusal', () => {
    use()
    FakePusher.last.enter('disconnected')
    vi.advanceTimersByTime(60_000)

    expect(FakePusher.last.connect).toHaveBeenCalledOnce()
  })

  it('retries within fifteen seconds while Pusher is unreachable', () => {
    use()
    FakePusher.last.enter('unavailable')
    vi.advanceTimersByTime(15_000)

    expect(FakePusher.last.connect).toHaveBeenCalledOnce()
  })

  it('clears the close code once connected', () => {
    const { closeCode } = use()
    FakePusher.last.connection.emit('error', { data: { code: 4004 } })
    FakePusher.last.enter('connected')

    expect(closeCode.value).toBeNull()
  })

  it('disconnects before a manual retry, because connect alone does nothing while waiting', () => {
    const { tryNow } = use()
    FakePusher.last.enter('unavailable')
    tryNow()

    expect(FakePusher.last.disconnect).toHaveBeenCalledBefore(FakePusher.last.connect)
  })

  it('retries when the network or the viewer returns, but not while connected', () => {
    use()
    FakePusher.last.enter('connected')
    window.dispatchEvent(new Event('online'))
    expect(FakePusher.last.connect).not.toHaveBeenCalled()

    FakePusher.last.enter('unavailable')
    window.dispatchEvent(new Event('online'))
    document.dispatchEvent(new Event('visibilitychange'))
    expect(FakePusher.last.connect).toHaveBeenCalledTimes(2)
  })

  it('asks a connected socket when the viewer returns, and keeps it if it answers', () => {
    use()
    FakePusher.last.enter('connected')
    document.dispatchEvent(new Event('visibilitychange'))
    expect(FakePusher.last.send_event).toHaveBeenCalledExactlyOnceWith('pusher:ping', {})

    FakePusher.last.connection.emit('message', { event: 'pusher:pong' })
    vi.advanceTimersByTime(10_000)
    expect(FakePusher.last.connect).not.toHaveBeenCalled()
  })

  it('replaces a socket that does not answer in time, whatever it had still to deliver', () => {
    use()
    FakePusher.last.enter('connected')
    document.dispatchEvent(new Event('visibilitychange'))
    FakePusher.last.connection.emit('message', { event: 'channel.raid' })
    vi.advanceTimersByTime(1_500)

    expect(FakePusher.last.connect).toHaveBeenCalledOnce()
  })

  it('replaces a socket that cannot even be asked', () => {
    use()
    FakePusher.last.enter('connected')
    FakePusher.last.send_event.mockReturnValueOnce(false)
    document.dispatchEvent(new Event('visibilitychange'))
    vi.advanceTimersByTime(0)

    expect(FakePusher.last.connect).toHaveBeenCalledOnce()
  })

  it('pauses when the server repeatedly orders an immediate reconnect', () => {
    const { socket } = use()
    for (let time = 0; time < 4; time += 1) {
      FakePusher.last.enter('connected')
      FakePusher.last.connection.emit('error', { data: { code: 4200 } })
    }
    vi.advanceTimersByTime(0)
    expect(socket.value).toBe('unavailable')
    expect(FakePusher.last.disconnect).toHaveBeenCalledOnce()

    vi.advanceTimersByTime(15_000)
    expect(FakePusher.last.connect).toHaveBeenCalledOnce()
  })

  it('reconnects immediately when the server restarts occasionally', () => {
    use()
    for (let time = 0; time < 8; time += 1) {
      FakePusher.last.connection.emit('error', { data: { code: 4200 } })
      vi.advanceTimersByTime(5_000)
    }

    expect(FakePusher.last.disconnect).not.toHaveBeenCalled()
  })

  it('checks the session when the viewer returns after a while', () => {
    use()
    FakePusher.last.enter('connected')
    document.dispatchEvent(new Event('visibilitychange'))
    expect(confirmSession).not.toHaveBeenCalled()

    vi.advanceTimersByTime(60_000)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(confirmSession).toHaveBeenCalledOnce()
  })

  it('is unavailable without pusher-js, and connects when a later attempt loads it', async () => {
    vi.resetModules()
    vi.doMock('pusher-js', () => {
      throw new Error('Failed to fetch')
    })
    const page = await import('./usePusher')
    const { client, socket } = page.usePusher(settings)
    vi.advanceTimersByTime(0)
    await eventually(() => {
      expect(socket.value).toBe('unavailable')
    })
    expect(client.value).toBeUndefined()

    vi.doMock('pusher-js', () => ({ default: FakePusher }))
    vi.advanceTimersByTime(15_000)
    await eventually(() => {
      expect(client.value).toBe(FakePusher.last)
    })
    page.disconnectPusher()
  })

  it('stays silent after the sign-out', () => {
    use()
    disconnectPusher()
    window.dispatchEvent(new Event('online'))
    vi.advanceTimersByTime(120_000)

    expect(FakePusher.last.connect).not.toHaveBeenCalled()
  })
})
