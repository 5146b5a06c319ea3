import { afterEach, describe, expect, it, vi } from 'vitest'
import { applyEvent, initialState, stateOf } from './streamState'
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
