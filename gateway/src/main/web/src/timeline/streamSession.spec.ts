import { describe, expect, it } from 'vitest'
import { remembered } from '../feed/entries/feed'
import { rowsOf } from '../feed/rows/feedRows'
import { told } from '../testing/events'
import { rowsIn, samplesIn, sessionOf } from './streamSession'

const at = (clock: string) => Date.parse(`2026-08-01T${clock}:00Z`)
const entries = (...events: ReturnType<typeof told>[]) =>
  events.map(remembered).sort((a, b) => b.time - a.time)
const live = (startedAt: string | null) => ({ live: true, startedAt })
const OFFLINE = { live: false, startedAt: null }

describe('a live stream', () => {
  it('lasts from its start until now', () => {
    const session = sessionOf(
      live('2026-08-01T12:00:00Z'),
      [],
      [{ time: at('12:00'), viewers: 1 }],
      at('14:00'),
    )

    expect(session).toEqual({
      live: true,
      startedAt: at('12:00'),
      from: at('12:00'),
      knownFrom: at('12:00'),
      eventsFrom: null,
      to: at('14:00'),
    })
  })

  it('has events from its first known one on, however long its viewers are known', () => {
    const known = entries(told('a', 40, 'raid.in'))
    const samples = [{ time: at('12:10'), viewers: 5 }]
    const session = sessionOf(live('2026-08-01T12:00:00Z'), known, samples, at('12:45'))

    expect(session?.knownFrom).toBe(at('12:10'))
    expect(session?.eventsFrom).toBe(at('12:40'))
  })

  it('is drawn from the first known moment', () => {
    const known = entries(told('a', 30, 'raid.in'), told('b', 40, 'raid.in'))
    const session = sessionOf(live('2026-08-01T10:00:00Z'), known, [], at('14:00'))

    expect(session?.from).toBe(at('12:30'))
    expect(session?.startedAt).toBe(at('10:00'))
  })

  it('is drawn over ten minutes at least, but not before its start', () => {
    const from = (startedAt: string) => sessionOf(live(startedAt), [], [], at('14:00'))?.from

    expect(from('2026-08-01T10:00:00Z')).toBe(at('13:50'))
    expect(from('2026-08-01T13:57:00Z')).toBe(at('13:57'))
  })

  it('is known no longer than its first event, however far it is drawn', () => {
    const known = entries(told('a', 59, 'raid.in'))
    const session = sessionOf(live('2026-08-01T10:00:00Z'), known, [], at('13:01'))

    expect(session?.from).toBe(at('12:51'))
    expect(session?.knownFrom).toBe(at('12:59'))
  })

  it('has no viewers and no events of the stream before', () => {
    const known = entries(told('old', 10, 'raid.in'), told('new', 40, 'raid.in'))
    const samples = [
      { time: at('12:10'), viewers: 5 },
      { time: at('12:40'), viewers: 6 },
    ]
    const session = sessionOf(live('2026-08-01T12:30:00Z'), known, samples, at('12:45'))

    expect(session && rowsIn(session, rowsOf(known)).map(({ key }) => key)).toEqual(['new'])
    expect(session && samplesIn(session, samples)).toEqual([{ time: at('12:40'), viewers: 6 }])
  })
})

describe('a stream that ended', () => {
  const end = told('end', 50, 'stream.offline')

  it('lasts until its end, from the start that an event tells', () => {
    const known = entries(told('on', 1, 'stream.online', { since: '2026-08-01T12:00:30Z' }), end)

    expect(sessionOf(OFFLINE, known, [], at('13:30'))).toEqual({
      live: false,
      startedAt: at('12:00') + 30_000,
      from: at('12:00') + 30_000,
      knownFrom: at('12:00') + 30_000,
      eventsFrom: at('12:00') + 30_000,
      to: at('12:50'),
    })
  })

  it('lasts from the first known moment if the start is not known', () => {
    const session = sessionOf(OFFLINE, entries(told('a', 20, 'raid.in'), end), [], at('13:30'))

    expect(session).toMatchObject({ startedAt: null, from: at('12:20'), to: at('12:50') })
  })

  it('is forgotten after twelve hours', () => {
    const later = at('12:50') + 12 * 3_600_000

    expect(sessionOf(OFFLINE, entries(end), [], later)).not.toBeNull()
    expect(sessionOf(OFFLINE, entries(end), [], later + 1)).toBeNull()
  })
})

it('knows no broadcast of a streamer who has been offline', () => {
  expect(sessionOf(OFFLINE, entries(told('a', 1, 'raid.in')), [], at('14:00'))).toBeNull()
})
