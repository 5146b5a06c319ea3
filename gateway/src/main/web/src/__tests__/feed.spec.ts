import { describe, expect, it } from 'vitest'
import { arrivedOn, FEED_LIMIT, isStreamEvent, merge, remembered } from '../feed'
import { anEvent } from './events'

const ids = (feed: ReturnType<typeof merge>) => feed.map(({ event }) => event.id)

describe('merge', () => {
  it('puts the newest first, whatever the order of arrival', () => {
    const feed = merge(
      [remembered(anEvent('b', 2))],
      [anEvent('c', 3), anEvent('a', 1)].map(remembered),
    )

    expect(ids(feed)).toEqual(['c', 'b', 'a'])
  })

  it('puts the last to arrive first among events of the same time', () => {
    const feed = merge(
      [remembered(anEvent('a', 1))],
      [anEvent('b', 1), anEvent('c', 1)].map(remembered),
    )

    expect(ids(feed)).toEqual(['c', 'b', 'a'])
  })

  it('compares times and not texts', () => {
    const earlier = anEvent('a', 1, { at: '2026-08-01T12:00:00.9Z' })
    const later = anEvent('b', 1, { at: '2026-08-01T12:00:00.123456789+00:00' })

    expect(ids(merge([], [later, earlier].map(remembered)))).toEqual(['a', 'b'])
  })

  it('drops an id that is known, and one that comes twice at once', () => {
    const known = [arrivedOn('tfue', anEvent('a', 1))]
    const feed = merge(known, [anEvent('a', 5), anEvent('b', 2), anEvent('b', 3)].map(remembered))

    expect(ids(feed)).toEqual(['b', 'a'])
    expect(feed.at(-1)).toBe(known[0])
  })

  it('keeps the newest events when there are too many', () => {
    const many = Array.from({ length: FEED_LIMIT + 10 }, (_, index) =>
      anEvent(String(index), 0, { at: new Date(index * 1000).toISOString() }),
    )

    const feed = merge([], many.map(remembered))

    expect(feed).toHaveLength(FEED_LIMIT)
    expect(ids(feed)[0]).toBe(String(FEED_LIMIT + 9))
  })
})

describe('restricted', () => {
  it('follows the channel of an event that arrives', () => {
    expect(arrivedOn('private-tfue', anEvent('a', 1)).restricted).toBe(true)
    expect(arrivedOn('tfue', anEvent('a', 1)).restricted).toBe(false)
  })

  it('follows the type of an event that is remembered, and trusts no unknown one', () => {
    expect(remembered(anEvent('a', 1)).restricted).toBe(false)
    expect(remembered(anEvent('a', 1, { type: 'channel.follow' })).restricted).toBe(true)
    expect(remembered(anEvent('a', 1, { type: 'channel.new' })).restricted).toBe(true)
  })
})

describe('isStreamEvent', () => {
  it('accepts what the contract describes', () => {
    expect(isStreamEvent(anEvent('a', 1))).toBe(true)
  })

  it.each([
    null,
    'text',
    {},
    { ...anEvent('a', 1), at: 'soon' },
    { ...anEvent('a', 1), details: 1 },
  ])('refuses %o', (data) => {
    expect(isStreamEvent(data)).toBe(false)
  })
})
