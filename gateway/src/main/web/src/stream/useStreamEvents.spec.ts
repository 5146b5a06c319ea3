import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { anEvent, told } from '../testing/events'
import { flushPromises, runInScope } from '../testing/mount'
import {
  ApiError,
  getRecentEvents,
  getViewer,
  renewWatch,
  reportSignedOut,
  watchStreamer,
} from '../api/api'
import type {
  OpenedStream,
  PusherSettings,
  RecentEvents,
  StreamEvent,
  Viewer,
} from '../contract/contract'
import { disconnectPusher, loadPusher } from '../connection/usePusher'
import { useStreamEvents } from './useStreamEvents'
import { FakePusher } from '../connection/fakePusher'

vi.mock('pusher-js', async () => ({
  default: (await import('../connection/fakePusher')).FakePusher,
}))
vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  getRecentEvents: vi.fn(),
  getViewer: vi.fn(),
  renewWatch: vi.fn(() => Promise.resolve(undefined)),
  reportSignedOut: vi.fn(),
  watchStreamer: vi.fn(),
}))

const settings = { key: 'key', host: 'localhost', port: 8091, tls: false }
const aViewer = { login: 'tfue' } as Viewer
const onEvent = vi.fn()
const onUnknown = vi.fn()
const recent: RecentEvents = { events: [], complete: true }

function open(
  recent: StreamEvent[] = [],
  channels = ['tfue'],
  pusher: PusherSettings | null = settings,
) {
  const opened: OpenedStream = {
    streamer: { id: '1', login: 'tfue', name: 'Tfue', avatar: '' },
    stream: { live: false, title: '', category: '', viewers: 0, startedAt: null },
    channels,
    moderator: false,
    subscriptions: { active: [], pending: [], refused: [] },
    recent: { events: recent, complete: true },
  }
  const events = runInScope(() => useStreamEvents(opened, pusher, onEvent, onUnknown))
  // The client of Pusher is made a task later.
  vi.advanceTimersByTime(0)
  return events
}

const ids = ({ feed }: ReturnType<typeof open>) => feed.value.map(({ event }) => event.id)
const afters = () => vi.mocked(getRecentEvents).mock.calls.map(([, after]) => after)
const answers = (events: StreamEvent[] = [], complete = true) =>
  vi.mocked(getRecentEvents).mockResolvedValueOnce({ events, complete })

async function connect(...channels: string[]) {
  FakePusher.last.enter('connected')
  FakePusher.last.succeed(...channels)
  await vi.advanceTimersByTimeAsync(0)
}

async function loseAndRegain(...channels: string[]) {
  FakePusher.last.enter('connecting')
  FakePusher.last.enter('connected')
  FakePusher.last.succeed(...channels)
  await flushPromises()
}

beforeEach(async () => {
  await loadPusher()
  vi.useFakeTimers()
  vi.mocked(getRecentEvents).mockReset().mockResolvedValue({ events: [], complete: true })
  vi.mocked(getViewer).mockResolvedValue(aViewer)
  onEvent.mockReset()
})

afterEach(() => {
  disconnectPusher()
  vi.useRealTimers()
})

describe('being live', () => {
  it('needs the socket, the subscription and the catch-up', async () => {
    let answer: (recent: RecentEvents) => void = () => undefined
    vi.mocked(getRecentEvents).mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    const { connection } = open()
    expect(connection.value).toBe('connecting')

    await connect('tfue')
    expect(connection.value).toBe('connecting')

    answer({ events: [], complete: true })
    await flushPromises()
    expect(connection.value).toBe('live')
  })

  it('needs every channel', async () => {
    const { connection } = open([], ['tfue', 'private-tfue'])

    await connect('tfue')
    expect(connection.value).toBe('connecting')

    FakePusher.last.succeed('private-tfue')
    await vi.advanceTimersByTimeAsync(0)
    expect(connection.value).toBe('live')
  })

  it('ends as soon as the socket is lost, before pusher-js changes its state', async () => {
    const { connection, asOf } = open()
    await connect('tfue')
    vi.setSystemTime('2026-08-01T12:30:00Z')

    FakePusher.last.connection.emit('connecting_in', 1)
    await flushPromises()

    expect(connection.value).toBe('reconnecting')
    expect(asOf.value).toBe(Date.parse('2026-08-01T12:30:00Z'))
  })
})

describe('catching up', () => {
  it('fetches the events after the last known one', async () => {
    answers([anEvent('c', 3)])
    const events = open([anEvent('a', 1), anEvent('b', 2)])
    await connect('tfue')

    expect(afters()).toEqual(['b'])
    expect(ids(events)).toEqual(['c', 'b', 'a'])
  })

  it('fetches all events when none is known', async () => {
    open()
    await connect('tfue')

    expect(afters()).toEqual([undefined])
  })

  it('waits up to a second after a loss, and fetches the events after the last arrival', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.9)
    open()
    await connect('tfue')
    FakePusher.last.push('tfue', anEvent('a', 1))

    await loseAndRegain('tfue')
    await vi.advanceTimersByTimeAsync(899)
    expect(afters()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)

    expect(afters()).toEqual([undefined, 'a'])
  })

  it('fetches once more a little later, when every notifier has written its events', async () => {
    const events = open([anEvent('a', 1)])
    await connect('tfue')
    answers([anEvent('b', 2)])

    await vi.advanceTimersByTimeAsync(3_000)
    await vi.advanceTimersByTimeAsync(60_000)

    expect(afters()).toEqual(['a', 'a'])
    expect(ids(events)).toEqual(['b', 'a'])
    expect(events.connection.value).toBe('live')
  })

  it('takes an event as new if the second fetch is faster than Pusher', async () => {
    const events = open([anEvent('a', 1)])
    await connect('tfue')
    answers([anEvent('b', 2)])

    await vi.advanceTimersByTimeAsync(3_000)
    FakePusher.last.push('tfue', anEvent('b', 2))

    expect(onEvent).toHaveBeenCalledExactlyOnceWith(anEvent('b', 2))
    expect(events.feed.value[0]?.fresh).toBe(true)
    expect(events.restored.value).toBe(0)
  })

  it('stays live when the second fetch fails', async () => {
    const events = open([anEvent('a', 1)])
    await connect('tfue')
    vi.mocked(getRecentEvents).mockRejectedValueOnce(new ApiError(503, 'Busy.'))

    await vi.advanceTimersByTimeAsync(3_000)

    expect(afters()).toHaveLength(2)
    expect(events.connection.value).toBe('live')
  })

  it('does not skip the gap when an event arrives before the fetch', async () => {
    const events = open()
    await connect('tfue')
    FakePusher.last.push('tfue', anEvent('a', 1))
    answers([anEvent('missed', 2), anEvent('c', 3)])

    await loseAndRegain('tfue')
    FakePusher.last.push('tfue', anEvent('c', 3))
    await vi.advanceTimersByTimeAsync(1000)

    expect(afters()).toEqual([undefined, 'a'])
    expect(ids(events)).toEqual(['c', 'missed', 'a'])
  })

  it('opens the stream again after an absence in which the server may have dropped it', async () => {
    const title = 'Changed meanwhile'
    const stream = { live: true, title, category: '', viewers: 1, startedAt: null }
    vi.mocked(watchStreamer).mockResolvedValue({ stream, recent } as OpenedStream)
    const events = open()
    await connect('tfue')
    await loseAndRegain('tfue')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(watchStreamer).not.toHaveBeenCalled()

    FakePusher.last.enter('unavailable')
    await vi.advanceTimersByTimeAsync(300_000)
    await loseAndRegain('tfue')
    await vi.advanceTimersByTimeAsync(1_000)

    expect(events.stream.value.title).toBe(title)
    expect(events.connection.value).toBe('live')
  })

  it('counts the events fetched after a loss', async () => {
    const { restored } = open()
    answers([anEvent('before', 1)])
    await connect('tfue')
    expect(restored.value).toBe(0)

    answers([anEvent('a', 2), anEvent('b', 3)])
    await loseAndRegain('tfue')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(restored.value).toBe(2)

    FakePusher.last.enter('connecting')
    expect(restored.value).toBe(0)
  })

  it('marks a gap that the server cannot fill', async () => {
    const events = open([anEvent('a', 1)])
    answers([anEvent('z', 9)], false)
    await connect('tfue')

    expect([...events.gaps.value]).toEqual(['a'])
    expect(ids(events)).toEqual(['z', 'a'])
  })

  it('reports a failure, retries, and is not live meanwhile', async () => {
    vi.mocked(getRecentEvents).mockRejectedValueOnce(new ApiError(503, 'Busy.'))
    const { connection, failing } = open()
    await connect('tfue')
    expect([connection.value, failing.value]).toEqual(['connecting', true])

    await vi.advanceTimersByTimeAsync(1000)
    expect([connection.value, failing.value]).toEqual(['live', false])
  })

  it('starts again for another channel, because the first fetch may be too old', async () => {
    const reads: ((recent: RecentEvents) => void)[] = []
    vi.mocked(getRecentEvents).mockImplementation(
      () => new Promise((resolve) => void reads.push(resolve)),
    )
    const { connection } = open([], ['tfue', 'private-tfue'])
    await connect('tfue')
    FakePusher.last.succeed('private-tfue')
    await vi.advanceTimersByTimeAsync(0)

    reads[0]?.({ events: [], complete: true })
    await flushPromises()
    expect(connection.value).toBe('connecting')

    reads[1]?.({ events: [], complete: true })
    await flushPromises()
    expect(connection.value).toBe('live')
  })
})

describe('events', () => {
  it('take the new name of a renamed streamer, on the channel that is open', async () => {
    const { name } = open()
    await connect('tfue')
    expect(name.value).toBe('Tfue')

    FakePusher.last.push(
      'tfue',
      anEvent('a', 1, { streamer: { id: '1', login: 'tfue', name: 'Tfue_Renamed' } }),
    )
    expect(name.value).toBe('Tfue_Renamed')

    FakePusher.last.push(
      'tfue',
      anEvent('b', 2, { streamer: { id: '2', login: 'tfue', name: 'Somebody else' } }),
    )
    expect(name.value).toBe('Tfue_Renamed')
  })

  it('are shown once and announced once', async () => {
    const events = open()
    await connect('tfue')
    FakePusher.last.push('tfue', anEvent('a', 1))
    FakePusher.last.push('tfue', anEvent('a', 1))

    expect(ids(events)).toEqual(['a'])
    expect(onEvent).toHaveBeenCalledOnce()
  })

  it.each([
    ['poll.end', 'poll.end', 'poll'],
    ['reward.redeemed', 'reward.refunded', 'redemption'],
  ])('are shown but not announced if %s is followed by %s', async (first, second, kind) => {
    const events = open()
    await connect('tfue')
    const of = (action: string) => ({ details: { action, object: { kind, id: '1' } } })
    FakePusher.last.push('tfue', anEvent('a', 1, of(first)))
    FakePusher.last.push('tfue', anEvent('b', 2, of(second)))
    await vi.advanceTimersByTimeAsync(100)

    expect(ids(events)).toEqual(['b', 'a'])
    expect(onEvent).toHaveBeenCalledOnce()
  })

  it('change the stream, except for those from the history', async () => {
    const online = anEvent('on', 5, { details: { action: 'stream.online' } })
    const { stream } = open([anEvent('old', 1, { details: { action: 'stream.online' } })])
    await connect('tfue')
    expect(stream.value.live).toBe(false)

    FakePusher.last.push('tfue', online)
    expect(stream.value).toMatchObject({ live: true, startedAt: online.at })
  })

  it('change the stream even if they change nothing, so that a late one is out of date', async () => {
    const update = (id: string, minute: number, title: string, facts: object = {}) =>
      told(id, minute, 'channel.changed', { title, category: 'Chess', ...facts })
    const { stream } = open()
    await connect('tfue')

    FakePusher.last.push('tfue', update('again', 7, 'Speedrun', { changed: [] }))
    FakePusher.last.push('tfue', update('late', 6, 'Break'))

    expect(stream.value.title).toBe('Speedrun')
  })

  it('are drawn a few times a second in a burst', async () => {
    const events = open()
    await connect('tfue')
    for (const id of ['a', 'b', 'c']) FakePusher.last.push('tfue', anEvent(id, 1))
    expect(ids(events)).toEqual(['a'])
    expect(onEvent).toHaveBeenCalledTimes(3)

    await vi.advanceTimersByTimeAsync(100)
    expect(ids(events)).toEqual(['c', 'b', 'a'])
  })

  it('about revocations are kept for a notice', async () => {
    const { revocations } = open()
    await connect('tfue')
    FakePusher.last.push(
      'tfue',
      anEvent('r', 1, { type: 'revocation', details: { action: 'revoked' } }),
    )

    expect(revocations.value.map(({ id }) => id)).toEqual(['r'])
  })

  it('are ignored if internal to Pusher or malformed', async () => {
    const events = open()
    await connect('tfue')
    FakePusher.last.push('tfue', anEvent('a', 1, { type: 'pusher_internal:subscription_count' }))
    FakePusher.last.push('tfue', { type: 'channel.raid' })

    expect(ids(events)).toEqual([])
  })
})

describe('a server that asks to wait', () => {
  const busy = () => new ApiError(503, 'Busy.', Date.now() + 60_000)

  it('is not asked for missed events before, neither by a new connection nor by a return', async () => {
    vi.mocked(getRecentEvents).mockRejectedValueOnce(busy())
    const { connection } = open()
    await connect('tfue')
    await loseAndRegain('tfue')
    window.dispatchEvent(new Event('online'))
    FakePusher.last.connection.emit('message', { event: 'pusher:pong' })
    await vi.advanceTimersByTimeAsync(59_000)
    expect(getRecentEvents).toHaveBeenCalledOnce()

    await vi.advanceTimersByTimeAsync(31_000)
    expect(connection.value).toBe('live')
  })

  it('is asked at once by a press', async () => {
    vi.mocked(getRecentEvents).mockRejectedValueOnce(busy())
    const { readNow } = open([], ['tfue'], null)
    window.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(getRecentEvents).toHaveBeenCalledOnce()

    readNow()
    await vi.advanceTimersByTimeAsync(0)
    expect(getRecentEvents).toHaveBeenCalledTimes(2)
  })
})

describe('a channel that is refused', () => {
  it('is retried after an error of the server', async () => {
    const { connection } = open()
    FakePusher.last.enter('connected')
    FakePusher.last.refuse('tfue', 503)
    expect(connection.value).toBe('connecting')

    await vi.advanceTimersByTimeAsync(1000)
    expect(FakePusher.last.subscribe).toHaveBeenCalledTimes(2)
  })

  it('is retried no sooner than the server asks', async () => {
    const headers = { 'Retry-After': '20' }
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 503, headers })))
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    open([], ['private-tfue'])
    FakePusher.last.enter('connected')
    await FakePusher.last.authorize('private-tfue')
    await vi.advanceTimersByTimeAsync(19_000)
    expect(FakePusher.last.subscribe).toHaveBeenCalledOnce()

    await vi.advanceTimersByTimeAsync(2_000)
    expect(FakePusher.last.subscribe).toHaveBeenCalledTimes(2)
  })

  it('is not retried without access', async () => {
    const { connection } = open([], ['private-tfue'])
    FakePusher.last.enter('connected')
    FakePusher.last.refuse('private-tfue', 403)
    await vi.advanceTimersByTimeAsync(60_000)

    expect(connection.value).toBe('refused')
    expect(FakePusher.last.subscribe).toHaveBeenCalledOnce()
  })

  it('does not prevent the others from being live', async () => {
    const { connection, muted } = open([], ['tfue', 'private-tfue'])
    FakePusher.last.enter('connected')
    FakePusher.last.refuse('private-tfue', 403)
    FakePusher.last.succeed('tfue')
    await vi.advanceTimersByTimeAsync(0)

    expect([connection.value, muted.value]).toEqual(['live', true])
  })

  it('signs the viewer out only when the server agrees', async () => {
    vi.mocked(getViewer).mockResolvedValueOnce(null)
    open([], ['private-tfue'])
    FakePusher.last.enter('connected')
    FakePusher.last.refuse('private-tfue', 401)
    await vi.advanceTimersByTimeAsync(0)

    expect(reportSignedOut).toHaveBeenCalledOnce()
  })
})

describe('with a live feed', () => {
  const MINUTE = 60_000

  beforeEach(() => {
    vi.mocked(renewWatch).mockReset().mockResolvedValue(undefined)
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
  })

  it('renews the watch every five minutes', async () => {
    open()
    await connect('tfue')
    await vi.advanceTimersByTimeAsync(4 * MINUTE)
    expect(renewWatch).not.toHaveBeenCalled()

    await vi.advanceTimersByTimeAsync(6 * MINUTE + 1)
    expect(vi.mocked(renewWatch).mock.calls.map(([login]) => login)).toEqual(['tfue', 'tfue'])
  })

  it('continues after a failed renewal', async () => {
    vi.mocked(renewWatch).mockRejectedValueOnce(new ApiError(503, 'Busy.'))
    const { connection } = open()
    await connect('tfue')
    await vi.advanceTimersByTimeAsync(10 * MINUTE + 1)

    expect(renewWatch).toHaveBeenCalledTimes(2)
    expect(connection.value).toBe('live')
  })

  it.each([
    [404, 1],
    [503, 0],
  ])('reports an unknown login after a renewal with status %i', async (status, times) => {
    vi.mocked(renewWatch).mockRejectedValueOnce(new ApiError(status, 'No.'))
    onUnknown.mockClear()
    open()
    await connect('tfue')
    await vi.advanceTimersByTimeAsync(5 * MINUTE + 1)

    expect(onUnknown).toHaveBeenCalledTimes(times)
  })

  it('sends nothing after the streamer is left', async () => {
    const events = open()
    await connect('tfue')
    events.leave()
    await vi.advanceTimersByTimeAsync(20 * MINUTE)

    expect(renewWatch).not.toHaveBeenCalled()
  })
})

describe('without a live feed', () => {
  const MINUTE = 60_000
  const openUnfed = (recent: StreamEvent[] = []) => open(recent, [], null)

  beforeEach(() => {
    vi.mocked(renewWatch).mockReset().mockResolvedValue(undefined)
    vi.mocked(watchStreamer).mockReset()
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
  })

  it('has state none and opens no socket', async () => {
    const before = FakePusher.made
    const { connection } = openUnfed([anEvent('a', 1)])
    await vi.advanceTimersByTimeAsync(MINUTE / 2)

    expect(connection.value).toBe('none')
    expect(FakePusher.made).toBe(before)
    expect(renewWatch).not.toHaveBeenCalled()
  })

  it('renews the watch and fetches new events every minute', async () => {
    const events = openUnfed([anEvent('a', 1)])
    answers([anEvent('b', 2)])
    await vi.advanceTimersByTimeAsync(2 * MINUTE + 1)

    expect(vi.mocked(renewWatch).mock.calls.map(([login]) => login)).toEqual(['tfue', 'tfue'])
    expect(afters()).toEqual(['a', 'b'])
    expect(ids(events)).toEqual(['b', 'a'])
    expect(onEvent).toHaveBeenCalledExactlyOnceWith(anEvent('b', 2))
    expect(events.restored.value).toBe(0)
  })

  it('opens the stream again after an absence in which the server may have dropped it', async () => {
    const stream = { live: true, title: '', category: '', viewers: 1, startedAt: null }
    vi.mocked(watchStreamer).mockResolvedValue({ stream, recent } as OpenedStream)
    const events = openUnfed()
    vi.setSystemTime(Date.now() + 5 * MINUTE)

    document.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(0)

    expect(watchStreamer).toHaveBeenCalledOnce()
    expect(renewWatch).not.toHaveBeenCalled()
    expect(events.stream.value.live).toBe(true)
  })

  it('reports a failed fetch, and retries', async () => {
    vi.mocked(renewWatch).mockRejectedValueOnce(new ApiError(503, 'Busy.'))
    const { failing, readNow } = openUnfed()
    readNow()
    await vi.advanceTimersByTimeAsync(0)
    expect(failing.value).toBe(true)

    await vi.advanceTimersByTimeAsync(1_000)
    expect(failing.value).toBe(false)
  })

  it('sends nothing after the streamer is left', async () => {
    openUnfed().leave()
    await vi.advanceTimersByTimeAsync(5 * MINUTE)

    expect(renewWatch).not.toHaveBeenCalled()
  })
})

it('unsubscribes from its channels when the streamer is left', async () => {
  const events = open([], ['tfue', 'private-tfue'])
  await connect('tfue', 'private-tfue')
  events.leave()

  expect(FakePusher.last.unsubscribe.mock.calls.flat()).toEqual(['tfue', 'private-tfue'])
})

describe('two views of one streamer', () => {
  it('are both live, whenever the second one begins', async () => {
    open()
    await connect('tfue')

    const second = open()
    await vi.advanceTimersByTimeAsync(0)

    expect(second.connection.value).toBe('live')
    expect(getRecentEvents).toHaveBeenCalledTimes(2)
  })

  it('both receive each event', async () => {
    const views = [open(), open()]
    await connect('tfue')

    FakePusher.last.push('tfue', anEvent('a', 1))

    expect(views.map(ids)).toEqual([['a'], ['a']])
  })

  it('keep their channels until the last one is left', async () => {
    const first = open()
    await connect('tfue')
    const second = open()
    await vi.advanceTimersByTimeAsync(0)

    first.leave()
    FakePusher.last.push('tfue', anEvent('a', 1))

    expect(FakePusher.last.unsubscribe).not.toHaveBeenCalled()
    expect([ids(first), ids(second)]).toEqual([[], ['a']])
    second.leave()
    expect(FakePusher.last.unsubscribe.mock.calls).toEqual([['tfue']])
  })

  it('need a new subscription after an interruption', async () => {
    open()
    await connect('tfue')
    FakePusher.last.enter('connecting')
    FakePusher.last.enter('connected')

    const second = open()
    await vi.advanceTimersByTimeAsync(0)

    expect(second.connection.value).toBe('connecting')
  })
})

describe('the return of the page', () => {
  const comeBack = () => document.dispatchEvent(new Event('visibilitychange'))

  it('fetches what a dead socket has not delivered, without an interruption', async () => {
    const events = open([anEvent('a', 1)])
    await connect('tfue')
    await vi.advanceTimersByTimeAsync(60_000)
    answers([anEvent('b', 2)])

    comeBack()
    await flushPromises()

    expect(ids(events)).toEqual(['b', 'a'])
    expect(events.restored.value).toBe(1)
    expect(events.connection.value).toBe('live')
    expect(afters().at(-1)).toBe('a')
  })

  it('asks once for all signs of a return', async () => {
    open()
    await connect('tfue')
    await vi.advanceTimersByTimeAsync(60_000)
    const before = afters().length

    comeBack()
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    window.dispatchEvent(new Event('focus'))
    await flushPromises()

    expect(afters()).toHaveLength(before + 1)
  })

  it('retries what it could not fetch', async () => {
    const events = open([anEvent('a', 1)])
    await connect('tfue')
    await vi.advanceTimersByTimeAsync(60_000)
    vi.mocked(getRecentEvents).mockRejectedValueOnce(new ApiError(0, 'unreachable'))
    answers([anEvent('b', 2)])

    comeBack()
    await vi.advanceTimersByTimeAsync(1)

    expect(ids(events)).toEqual(['b', 'a'])
    expect(events.connection.value).toBe('live')
  })

  it('watches again after a long sleep, when the server has stopped to follow', async () => {
    const opened = { stream: { live: true }, recent: { events: [] } }
    vi.mocked(watchStreamer)
      .mockClear()
      .mockResolvedValue(opened as unknown as OpenedStream)
    open()
    await connect('tfue')
    vi.setSystemTime(Date.now() + 3_600_000)
    await vi.advanceTimersByTimeAsync(1_000)

    expect(watchStreamer).toHaveBeenCalledOnce()
  })
})

describe('a device that reports no network', () => {
  const report = (online: boolean) => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online)
    window.dispatchEvent(new Event(online ? 'online' : 'offline'))
  }

  it('is live as long as the server answers', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const { connection, noNetwork } = open()
    await connect('tfue')

    expect([connection.value, noNetwork.value]).toEqual(['live', false])
  })

  it('has none when a request fails, too, until one succeeds', async () => {
    const { connection, noNetwork } = open()
    await connect('tfue')
    await vi.advanceTimersByTimeAsync(60_000)
    vi.mocked(getRecentEvents).mockRejectedValue(new ApiError(0, 'unreachable'))
    report(false)
    await flushPromises()
    expect([connection.value, noNetwork.value]).toEqual(['offline', true])

    vi.mocked(getRecentEvents).mockResolvedValue({ events: [], complete: true })
    await vi.advanceTimersByTimeAsync(30_000)
    expect([connection.value, noNetwork.value]).toEqual(['live', false])
  })

  it('has one when the server answers with an error', async () => {
    const { noNetwork } = open()
    await connect('tfue')
    await vi.advanceTimersByTimeAsync(60_000)
    vi.mocked(getRecentEvents).mockRejectedValue(new ApiError(503, 'busy'))
    report(false)
    await flushPromises()

    expect(noNetwork.value).toBe(false)
  })
})

describe('raids with which the streamer leaves', () => {
  const raid = (id: string, minute: number, direction: 'in' | 'out' = 'out') =>
    told(id, minute, `raid.${direction}`)

  it('are counted live and after a gap, but not in the history or in the other direction', async () => {
    answers([raid('missed', 2)])
    const { raidsOut } = open([raid('old', 1)])
    expect(raidsOut.value).toBe(0)
    await connect('tfue')
    expect(raidsOut.value).toBe(1)

    FakePusher.last.push('tfue', raid('live', 3))
    FakePusher.last.push('tfue', raid('incoming', 4, 'in'))
    expect(raidsOut.value).toBe(2)
  })
})
