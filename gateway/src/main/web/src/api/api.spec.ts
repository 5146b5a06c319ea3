import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  ApiError,
  findStreamers,
  getConfig,
  getEvent,
  getRecentEvents,
  getViewer,
  loginAddress,
  logout,
  onSignedOut,
  verifyViewer,
  unwatchStreamer,
  watchStreamer,
} from './api'
import { chooseLanguage } from '../i18n/languages'

const signal = new AbortController().signal
const fetched = vi.fn<typeof fetch>()
const signedOut = vi.fn()

const answer = (status: number, body?: unknown) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status })

beforeEach(() => {
  fetched.mockReset()
  signedOut.mockReset()
  vi.stubGlobal('fetch', fetched)
  onSignedOut(signedOut)
})

describe('a failed call', () => {
  it('contains the sentence of the problem document', async () => {
    fetched.mockResolvedValue(
      answer(404, { title: 'Not found', detail: 'There is no such streamer.' }),
    )

    await expect(getConfig()).rejects.toEqual(new ApiError(404, 'There is no such streamer.'))
  })

  it('has a sentence for its code in another language, or else the server’s', async () => {
    await chooseLanguage('de')
    onTestFinished(() => chooseLanguage('en'))
    fetched.mockResolvedValueOnce(answer(503, { detail: 'Please wait.', code: 'limited' }))
    fetched.mockResolvedValueOnce(answer(503, { detail: 'Please wait.', code: 'brand_new' }))

    await expect(getConfig()).rejects.toMatchObject({
      message: expect.stringContaining('viele Streamer') as string,
    })
    await expect(getConfig()).rejects.toEqual(new ApiError(503, 'Please wait.'))
  })

  it('names the unknown channel in another language', async () => {
    await chooseLanguage('de')
    onTestFinished(() => chooseLanguage('en'))
    fetched.mockResolvedValue(answer(404, { detail: 'No such channel.', code: 'not_found' }))

    await expect(watchStreamer('nosuchuser', signal)).rejects.toMatchObject({
      message: expect.stringContaining('keinen Kanal „nosuchuser“') as string,
    })
  })

  it('has its own sentence for a response without a problem document', async () => {
    fetched.mockResolvedValue(new Response('<html>Bad gateway</html>', { status: 502 }))

    await expect(getConfig()).rejects.toMatchObject({
      status: 502,
      message: 'The server answered with an error (502).',
    })
  })

  it('has status 0 without a response', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'))

    await expect(getConfig()).rejects.toMatchObject({
      status: 0,
      message: expect.stringContaining('cannot be reached') as string,
    })
  })

  it('names a timeout', async () => {
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
    fetched.mockRejectedValue(new DOMException('late', 'TimeoutError'))

    await expect(getConfig()).rejects.toMatchObject({
      message: expect.stringContaining('too long') as string,
    })
  })

  it.each([
    ['seconds', '20', 20_000],
    ['a date', 'Sat, 01 Aug 2026 12:00:20 GMT', 20_000],
    ['more than five minutes', '3600', 300_000],
  ])('tells how long the server asks to wait: %s', async (_, header, milliseconds) => {
    vi.useFakeTimers({ now: Date.parse('2026-08-01T12:00:00Z') })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const headers = { 'Retry-After': header }
    fetched.mockResolvedValue(new Response('{}', { status: 503, headers }))

    await expect(getConfig()).rejects.toMatchObject({ restUntil: Date.now() + milliseconds })
  })

  it('asks for no wait without a time that can be read', async () => {
    const headers = { 'Retry-After': 'soon' }
    fetched.mockResolvedValueOnce(new Response('{}', { status: 503, headers }))
    fetched.mockResolvedValueOnce(new Response('{}', { status: 503 }))

    await expect(getConfig()).rejects.toMatchObject({ restUntil: 0 })
    await expect(getConfig()).rejects.toMatchObject({ restUntil: 0 })
  })

  it('is an AbortError when the caller aborted', async () => {
    const left = new AbortController()
    left.abort()
    fetched.mockRejectedValue(new DOMException('gone', 'AbortError'))

    await expect(findStreamers('tf', left.signal)).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('has a sentence when a response of 200 cannot be read', async () => {
    fetched.mockResolvedValue(new Response('<html>', { status: 200 }))

    await expect(getConfig()).rejects.toBeInstanceOf(ApiError)
  })
})

describe('a call without a session', () => {
  it('reports that the viewer is signed out', async () => {
    fetched.mockResolvedValue(answer(401, { detail: 'Sign in first.' }))

    await expect(getRecentEvents('tfue', undefined, signal)).rejects.toMatchObject({ status: 401 })
    expect(signedOut).toHaveBeenCalledOnce()
  })

  it('is reported with the reason that the page knows', async () => {
    fetched.mockResolvedValue(answer(401, { detail: 'Sign in first.' }))

    await expect(verifyViewer('account-removed')).rejects.toMatchObject({ status: 401 })
    expect(signedOut).toHaveBeenCalledExactlyOnceWith('account-removed')
  })

  it('is not reported by the request for the viewer', async () => {
    fetched.mockResolvedValue(answer(401, { detail: 'Sign in first.' }))

    await expect(getViewer()).resolves.toBeNull()
    expect(signedOut).not.toHaveBeenCalled()
  })
})

describe('requests', () => {
  it('fetch the events after one event, or all events', async () => {
    fetched.mockImplementation(() => Promise.resolve(answer(200, { events: [], complete: true })))

    await getRecentEvents('tfue', 'a&b', signal)
    await getRecentEvents('tfue', undefined, signal)

    expect(fetched.mock.calls.map(([address]) => address)).toEqual([
      '/api/streamers/tfue/events?after=a%26b',
      '/api/streamers/tfue/events',
    ])
  })

  it('fetch one event', async () => {
    fetched.mockResolvedValue(answer(200, {}))

    await getEvent('tfue', 'm1#2/x', signal)

    expect(fetched.mock.calls[0]?.[0]).toBe('/api/streamers/tfue/events/m1%232%2Fx')
  })

  it('accept a response without a body', async () => {
    fetched.mockResolvedValue(answer(204))

    await expect(logout()).resolves.toBeUndefined()
  })

  it('finish after the page was closed when a streamer is left', async () => {
    fetched.mockResolvedValue(answer(204))

    await unwatchStreamer('tfue')

    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: 'DELETE', keepalive: true })
  })
})

describe('loginAddress', () => {
  it('contains the streamer and the change of account', () => {
    expect(loginAddress()).toBe('/api/auth/login')
    expect(loginAddress({ streamer: 'tfue' })).toBe('/api/auth/login?streamer=tfue')
    expect(loginAddress({ change: true })).toBe('/api/auth/login?switch=true')
    expect(loginAddress({ follows: true })).toBe('/api/auth/login?follows=true')
  })
})
