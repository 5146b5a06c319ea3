import { describe, expect, it } from 'vitest'
import { arrivedOn, Feed, isStreamEvent, remembered, type FeedEntry } from './feed'
import { anEvent, told } from '../../testing/events'

const ids = (feed: Feed) => feed.snapshot().map(({ event }) => event.id)

function feedOf(...batches: FeedEntry[][]) {
  const feed = new Feed(10)
  for (const batch of batches) feed.add(batch)
  return feed
}

describe('a feed', () => {
  it('sorts the newest first, whatever the order of arrival', () => {
    const feed = feedOf(
      [remembered(anEvent('b', 2))],
      [anEvent('c', 3), anEvent('a', 1)].map(remembered),
    )

    expect(ids(feed)).toEqual(['c', 'b', 'a'])
  })

  it('sorts the last arrival first among events of the same time', () => {
    const feed = feedOf(
      [remembered(anEvent('a', 1))],
      [anEvent('b', 1), anEvent('c', 1)].map(remembered),
    )

    expect(ids(feed)).toEqual(['c', 'b', 'a'])
  })

  it('compares times, not texts', () => {
    const earlier = anEvent('a', 1, { at: '2026-08-01T12:00:00.9Z' })
    const later = anEvent('b', 1, { at: '2026-08-01T12:00:00.123456789+00:00' })

    expect(ids(feedOf([later, earlier].map(remembered)))).toEqual(['a', 'b'])
  })

  it('drops known ids, and duplicates within one batch', () => {
    const known = arrivedOn('tfue', anEvent('a', 1))
    const feed = feedOf([known])

    const added = feed.add([anEvent('a', 5), anEvent('b', 2), anEvent('b', 3)].map(remembered))

    expect(added.map(({ event }) => event.id)).toEqual(['b'])
    expect(ids(feed)).toEqual(['b', 'a'])
    expect(feed.snapshot().at(-1)).toBe(known)
  })

  it('drops an event that came under another id, by its key', () => {
    const feed = feedOf([arrivedOn('tfue', anEvent('a', 1, { key: 'k' }))])

    const added = feed.add(
      [
        anEvent('b', 1, { key: 'k' }),
        anEvent('c', 15, { key: 'k' }),
        anEvent('d', 16, { key: 'k' }),
        anEvent('e', 16, { key: 'other' }),
      ].map(remembered),
    )

    expect(added.map(({ event }) => event.id)).toEqual(['d', 'e'])
  })

  it('forgets the keys of dropped events', () => {
    const feed = feedOf([remembered(anEvent('a', 1, { key: 'k' }))])
    const newer = Array.from({ length: 10 }, (_, index) => anEvent(String(index), 10 + index))
    feed.add(newer.map(remembered))

    expect(feed.add([arrivedOn('tfue', anEvent('b', 12, { key: 'k' }))])).toHaveLength(1)
  })

  it('keeps the newest events when there are too many', () => {
    const many = Array.from({ length: 15 }, (_, index) => anEvent(String(index), index))
    const feed = feedOf(many.map(remembered))

    expect(feed.snapshot()).toHaveLength(10)
    expect(ids(feed).at(0)).toBe('14')
    expect(feed.add([remembered(anEvent('too old', 0))])).toEqual([])
  })

  it('numbers the entries in the order of arrival', () => {
    const feed = feedOf([remembered(anEvent('b', 2))], [remembered(anEvent('a', 1))])

    expect(feed.snapshot().map(({ arrival }) => arrival)).toEqual([1, 2])
  })
})

describe('an event that nothing can be told of', () => {
  it.each([
    ['of an unknown action without a person', 'brand.new', { quote: 'Hi' }, 0],
    ['of an unknown action with a person', 'brand.new', { actor: { name: 'Ada' } }, 1],
    ['of an unknown notice without a text', 'notice', { actor: { name: 'Ada' } }, 0],
    ['of an unknown notice with a text', 'notice', { quote: 'Hi' }, 1],
    ['of an update that changed nothing', 'channel.changed', { changed: [] }, 0],
    ['of an update of an unknown thing', 'channel.changed', { changed: ['brand_new'] }, 1],
    ['of an update of which the change is not known', 'channel.changed', {}, 1],
  ])('has no row: %s', (_, action, facts, rows) => {
    const details = { action, ...facts }

    expect(new Feed().add([remembered(anEvent('a', 1, { details }))])).toHaveLength(rows)
  })
})

describe('an event that repeats', () => {
  const poll = { object: { kind: 'poll', id: '1' } }
  const redemption = { object: { kind: 'redemption', id: '1' } }
  const reward = { object: { kind: 'reward', id: '1' }, title: 'Hydrate' }

  it.each([
    [
      'a second end of a poll',
      told('a', 1, 'poll.end', poll),
      told('b', 2, 'poll.end', poll),
      true,
    ],
    [
      'the end after the begin',
      told('a', 1, 'poll.begin', poll),
      told('b', 2, 'poll.end', poll),
      false,
    ],
    [
      'the end of another poll',
      told('a', 1, 'poll.end', poll),
      told('b', 2, 'poll.end', { object: { kind: 'poll', id: '2' } }),
      false,
    ],
    [
      'a refund',
      told('a', 1, 'reward.redeemed', redemption),
      told('b', 2, 'reward.refunded', redemption),
      true,
    ],
    ['a poll without an id', told('a', 1, 'poll.end'), told('b', 2, 'poll.end'), false],
    [
      'a change of a reward with the same words',
      told('a', 1, 'reward.changed', { ...reward, amount: 5 }),
      told('b', 2, 'reward.changed', { ...reward, amount: 5 }),
      true,
    ],
    [
      'a change of the price of a reward',
      told('a', 1, 'reward.changed', { ...reward, amount: 5 }),
      told('b', 2, 'reward.changed', { ...reward, amount: 6 }),
      false,
    ],
  ])('is marked if it is %s', (_, first, second, repeats) => {
    const [before, after] = new Feed().add([first, second].map(remembered))

    expect([before?.repeats, after?.repeats]).toEqual([false, repeats])
  })
})

it.each([
  ['poll.end', 'poll.progress'],
  ['prediction.end', 'prediction.lock'],
  ['hype.end', 'hype.progress'],
  ['goal.end', 'goal.progress'],
  ['charity.stop', 'charity.progress'],
] as const)('marks what arrives late: after %s, %s', (end, late) => {
  const facts = { object: { kind: 'thing', id: '1' } }
  const [, after] = new Feed().add(
    [told('a', 1, end, facts), told('b', 2, late, facts)].map(remembered),
  )

  expect(after?.repeats).toBe(true)
})

describe('restricted', () => {
  it('follows the channel of an event that arrives', () => {
    expect(arrivedOn('private-tfue', anEvent('a', 1)).restricted).toBe(true)
    expect(arrivedOn('tfue', anEvent('a', 1)).restricted).toBe(false)
  })

  it('follows the type of an event from the history, and restricts unknown types', () => {
    expect(remembered(anEvent('a', 1)).restricted).toBe(false)
    expect(remembered(anEvent('a', 1, { type: 'channel.follow' })).restricted).toBe(true)
    expect(remembered(anEvent('a', 1, { type: 'channel.new' })).restricted).toBe(true)
  })
})

describe('isStreamEvent', () => {
  it('accepts events of the contract', () => {
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
