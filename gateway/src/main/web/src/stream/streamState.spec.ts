import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { applyAnswer, applyEvent, hasBounds, initialState, stateOf, viewersOf } from './streamState'
import { anEvent } from '../testing/events'

const offline = initialState({
  live: false,
  title: 'Old',
  category: 'Chess',
  viewers: 0,
  startedAt: null,
})
const startedAt = '2026-08-01T12:10:00Z'
const live = { ...offline, live: true, viewers: 7, startedAt }

const online = (minute: number) =>
  anEvent('on', minute, {
    details: { action: 'stream.online', since: `2026-08-01T12:${minute}:00Z` },
  })
const ended = (minute: number) => anEvent('off', minute, { details: { action: 'stream.offline' } })

describe('stateOf', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  const renamed = (minute: number, title: string) =>
    anEvent(title, minute, { details: { action: 'channel.changed', title, category: 'Chess' } })
  const stateAt = (now: string, ...events: ReturnType<typeof renamed>[]) => {
    vi.useFakeTimers({ now: new Date(now) })
    return stateOf({ stream: offline, recent: { events, complete: true } })
  }

  it('contains recent events, which Twitch may not reflect yet', () => {
    const events = [renamed(10, 'Newer'), online(10)]

    expect(stateAt('2026-08-01T12:10:30Z', ...events)).toMatchObject({
      live: true,
      title: 'Newer',
      startedAt,
    })
  })

  it('prefers Twitch over older events', () => {
    expect(stateAt('2026-08-01T12:12:00Z', renamed(10, 'Long ago')).title).toBe('Old')
  })
})

describe('viewersOf', () => {
  const answer = (startedAt: string | null) => ({ ...live, viewers: 9, startedAt })

  it('takes the number of the latest answer', () => {
    expect(viewersOf(live, answer(startedAt))).toBe(9)
    expect(viewersOf(live, answer('2026-08-01T12:09:57Z'))).toBe(9)
    expect(viewersOf(live, answer(null))).toBe(9)
    expect(viewersOf(live, undefined)).toBe(7)
  })

  it('ignores an answer about the previous stream', () => {
    expect(viewersOf(live, answer('2026-08-01T11:00:00Z'))).toBe(7)
  })
})

describe('applyAnswer', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-08-01T13:00:00Z') })
    return () => vi.useRealTimers()
  })
  const answer = { title: 'Other', category: 'Other', viewers: 9, live: true, startedAt }

  it('starts and ends a stream, and keeps its title', () => {
    const started = applyAnswer(offline, answer)
    expect(started).toMatchObject({ live: true, startedAt, viewers: 9, title: 'Old' })

    const ended = applyAnswer(started, { ...answer, live: false, startedAt: null, viewers: 0 })
    expect(ended).toMatchObject({ live: false, startedAt, viewers: 0 })
  })

  it('notices the next stream', () => {
    const next = '2026-08-01T12:58:00Z'

    expect(applyAnswer(live, { ...answer, startedAt: next }).startedAt).toBe(next)
  })

  it('changes nothing that is the same, or that an event has just told', () => {
    expect(applyAnswer(live, answer)).toBe(live)
    vi.setSystemTime(new Date('2026-08-01T12:20:30Z'))
    const over = applyEvent(live, ended(20))
    expect(applyAnswer(over, answer)).toBe(over)
  })
})

it('knows whether Twitch reports the start and the end of a stream', () => {
  expect(hasBounds(['stream.online', 'channel.raid', 'stream.offline'])).toBe(true)
  expect(hasBounds(['stream.online', 'channel.raid'])).toBe(false)
})

describe('applyEvent', () => {
  it('goes live at the time of the event', () => {
    expect(applyEvent(offline, online(10))).toMatchObject({
      live: true,
      startedAt: '2026-08-01T12:10:00Z',
    })
  })

  it('keeps the number of viewers of the same stream only', () => {
    expect(applyEvent(live, online(10)).viewers).toBe(7)
    expect(applyEvent(live, online(30)).viewers).toBe(0)
  })

  it('goes offline', () => {
    expect(applyEvent(live, ended(20))).toMatchObject({ live: false, viewers: 0 })
  })

  it('goes offline in the second of its start', () => {
    expect(applyEvent(live, ended(10)).live).toBe(false)
  })

  it('stays live when the end belongs to the previous stream', () => {
    expect(applyEvent(live, ended(9))).toBe(live)
  })

  it('stays offline when the start arrives after the end', () => {
    const over = applyEvent(offline, ended(20))

    expect(applyEvent(over, online(10))).toBe(over)
  })

  it('goes live again after an end', () => {
    const over = applyEvent(live, ended(20))

    expect(applyEvent(over, online(21)).live).toBe(true)
  })

  it('takes title and category from newer updates only', () => {
    const update = (minute: number, title: string) =>
      anEvent(title, minute, { details: { action: 'channel.changed', title, category: 'Go' } })

    const renamed = applyEvent(live, update(30, 'New'))

    expect(renamed).toMatchObject({ title: 'New', category: 'Go' })
    expect(applyEvent(renamed, update(29, 'Late'))).toBe(renamed)
  })

  it('keeps values that an update lacks', () => {
    const update = anEvent('u', 30, { details: { action: 'channel.changed', title: 5 } })

    expect(applyEvent(live, update)).toMatchObject({ title: 'Old', category: 'Chess' })
  })

  it('ignores other events', () => {
    expect(applyEvent(live, anEvent('raid', 30))).toBe(live)
  })
})
