import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bitsIn, people } from './burstSummary'
import type { StreamEvent } from '../../contract/contract'
import type { Action } from '../../contract/facts'
import { Feed, remembered } from '../entries/feed'
import { rowsOf } from './feedRows'
import { headlineOf } from '../../i18n/headlines/headline'
import { chooseLanguage } from '../../i18n/languages'
import { person, told } from '../../testing/events'

/** An event some seconds after 12:00. */
const after = (seconds: number, id: string, action: Action, facts = {}) =>
  told(id, 0, action, facts, {
    at: new Date(Date.UTC(2026, 7, 1, 12, 0, seconds)).toISOString(),
  })

function rows(...events: StreamEvent[]) {
  const feed = new Feed()
  feed.add(events.map(remembered))
  return rowsOf(feed.snapshot())
}

const shapes = (found: ReturnType<typeof rows>) =>
  found.map(({ shape, lead, members }) => [shape, lead.event.id, members.length])

const follow = (seconds: number, id: string) =>
  after(seconds, id, 'follow', { actor: person(`User ${id}`) })
const gift = (seconds: number, id: string, amount: number, tier = '1') =>
  after(seconds, id, 'sub.gifts', { amount, tier })
const given = (seconds: number, id: string, tier = '1', more = {}) =>
  after(seconds, id, 'sub.gift', { target: person(id), tier, ...more })
const train = (seconds: number, id: string, action: Action) =>
  after(seconds, id, action, { object: { kind: 'train', id: 'train' } })

describe('a chat notice with a matching event', () => {
  const ada = { id: '7', login: 'ada' }
  const notice = (seconds: number, id: string, action: Action, actor: object, more = {}) =>
    after(seconds, id, action, { via: 'chat', actor, ...more })
  const event = (seconds: number, id: string, action: Action, actor: object, more = {}) =>
    after(seconds, id, action, { via: 'eventsub', actor, ...more })

  it.each([
    ['sub.new', {}, 'sub.new', {}],
    ['sub.again', {}, 'sub.again', {}],
    ['sub.gift', {}, 'sub.gifts', { amount: 1 }],
    ['sub.gifts', { amount: 5 }, 'sub.gifts', { amount: 5 }],
    ['raid.in', { amount: 42 }, 'raid.in', { amount: 42 }],
    ['charity.donation', {}, 'charity.donation', {}],
  ] as const)('is shown once: %s', (action, more, twin, same) => {
    const found = rows(notice(0, 'chat', action, ada, more), event(9, 'own', twin, ada, same))

    expect(shapes(found)).toEqual([['single', 'own', 1]])
  })

  it('is shown once for anonymous viewers, too', () => {
    const nobody = { anonymous: true }
    const found = rows(
      notice(0, 'chat', 'sub.gifts', nobody, { amount: 2 }),
      event(1, 'own', 'sub.gifts', nobody, { amount: 2 }),
    )

    expect(shapes(found)).toEqual([['single', 'own', 1]])
  })

  it('is dropped with all subscriptions of its gift', () => {
    const refs = { gift: 'g' }
    const found = rows(
      notice(0, 'chat', 'sub.gifts', ada, { amount: 1, tier: '1', refs }),
      notice(1, 'part', 'sub.gift', ada, { target: person('Bo'), tier: '1', refs }),
      event(2, 'own', 'sub.gifts', ada, { amount: 1, tier: '1' }),
      given(3, 'given'),
    )

    expect(shapes(found)).toEqual([['gifts', 'own', 2]])
  })

  it('stays if the event has another person, time or number, or has replaced another notice', () => {
    const found = rows(
      event(0, 'own', 'sub.again', ada),
      notice(1, 'first', 'sub.again', ada),
      notice(2, 'second', 'sub.again', ada),
      notice(3, 'other', 'sub.again', { id: '8' }),
      notice(4, 'upgrade', 'sub.primeUpgrade', ada),
      event(5, 'raid', 'raid.in', ada, { amount: 42 }),
      notice(6, 'again', 'raid.in', ada, { amount: 64 }),
      notice(90, 'late', 'sub.again', ada),
    )

    expect(found.map(({ key }) => key)).toEqual([
      ...['late', 'again', 'raid', 'upgrade', 'other', 'first', 'own'],
    ])
  })
})

describe('a use of Bits for a custom Power-up', () => {
  const ada = { id: '7', login: 'ada' }
  const redeemed = after(1, 'redeemed', 'powerUp', {
    ...{ actor: ada, amount: 100, object: { kind: 'redemption', id: 'r' } },
  })
  const bits = (kind: string, amount = 100) =>
    after(0, 'bits', 'powerUp', { actor: ada, amount, kind })

  it('is shown once with its redemption', () => {
    expect(shapes(rows(bits('custom_power_up'), redeemed))).toEqual([['single', 'redeemed', 1]])
  })

  it('is shown without it, and beside another one', () => {
    expect(rows(bits('custom_power_up'))).toHaveLength(1)
    expect(rows(bits('celebration'), redeemed)).toHaveLength(2)
    expect(rows(bits('custom_power_up', 50), redeemed)).toHaveLength(2)
  })
})

describe('a series', () => {
  it('is one row, with the headline of the newest event at the position of the begin', () => {
    const found = rows(
      train(0, 'begin', 'hype.begin'),
      follow(1, 'f'),
      train(2, 'progress', 'hype.progress'),
    )

    expect(shapes(found)).toEqual([
      ['single', 'f', 1],
      ['series', 'progress', 2],
    ])
    expect(found[1].key).toBe('train:train')
  })

  it('moves up when it ends, and ignores late progress', () => {
    const found = rows(
      train(0, 'begin', 'hype.begin'),
      train(9, 'end', 'hype.end'),
      follow(5, 'f'),
      train(10, 'late', 'hype.progress'),
    )

    expect(shapes(found)).toEqual([
      ['series', 'end', 3],
      ['single', 'f', 1],
    ])
  })

  it('keeps its result when it ends once more', () => {
    const object = { kind: 'poll', id: '1' }
    const found = rows(
      after(0, 'won', 'poll.end', { object, result: 'won', winner: 'Yes' }),
      after(9, 'archived', 'poll.end', { object, result: 'closed' }),
      after(12, 'bare', 'poll.end', { object }),
    )

    expect(shapes(found)).toEqual([['series', 'won', 3]])
  })

  it('keeps its position when the begin is unknown', () => {
    const found = rows(
      train(0, 'first', 'hype.progress'),
      follow(1, 'f'),
      train(2, 'second', 'hype.progress'),
    )

    expect(shapes(found)).toEqual([
      ['single', 'f', 1],
      ['series', 'second', 2],
    ])
  })

  it('is separate from another series of the same kind', () => {
    const poll = (id: string) =>
      after(0, `begin ${id}`, 'poll.begin', { object: { kind: 'poll', id } })

    expect(rows(poll('a'), poll('b'))).toHaveLength(2)
  })
})

describe.each(['en', 'de'] as const)('after the end, in %s,', (language) => {
  beforeAll(() => chooseLanguage(language))
  afterAll(() => chooseLanguage('en'))

  it.each([
    ['poll', 'poll.begin', 'poll.progress', 'poll.end'],
    ['prediction', 'prediction.lock', 'prediction.progress', 'prediction.end'],
    ['train', 'hype.begin', 'hype.progress', 'hype.end'],
    ['goal', 'goal.begin', 'goal.progress', 'goal.end'],
    ['campaign', 'charity.start', 'charity.progress', 'charity.stop'],
  ] as const)('late progress changes nothing that a %s tells', (kind, before, late, end) => {
    const object = { kind, id: '1' }
    const ended = [after(0, 'before', before, { object }), after(9, 'end', end, { object })]
    const [row, ...others] = rows(...ended, after(10, 'late', late, { object }))

    expect(others).toEqual([])
    expect(headlineOf(row.lead.event)).toBe(headlineOf(ended[1]))
    expect(headlineOf(row.lead.event)).not.toBe(headlineOf(after(0, 'x', late, { object })))
  })
})

it('keeps a prediction closed when its progress arrives late', () => {
  const object = { kind: 'prediction', id: '1' }
  const found = rows(
    after(0, 'begin', 'prediction.begin', { object }),
    after(9, 'lock', 'prediction.lock', { object }),
    follow(10, 'f'),
    after(11, 'late', 'prediction.progress', { object }),
  )

  expect(shapes(found)).toEqual([
    ['single', 'f', 1],
    ['series', 'lock', 3],
  ])
})

describe('a reward', () => {
  const reward = (seconds: number, id: string, action: Action, amount = 100) =>
    after(seconds, id, action, { title: 'Hydrate', amount, object: { kind: 'reward', id: 'r' } })
  const changed = [0, 20, 40].map((at) => reward(at, `changed ${at}`, 'reward.changed'))

  it('is one row while changes repeat, at the place of the first', () => {
    expect(shapes(rows(...changed, follow(5, 'f')))).toEqual([
      ['single', 'f', 1],
      ['series', 'changed 0', 3],
    ])
  })

  it('moves up with another price, and when it is removed', () => {
    const cheaper = [50, 60].map((at) => reward(at, `cheaper ${at}`, 'reward.changed', 50))
    expect(shapes(rows(...changed, follow(45, 'f'), ...cheaper))).toEqual([
      ['series', 'cheaper 50', 5],
      ['single', 'f', 1],
    ])

    const removed = reward(70, 'removed', 'reward.removed', 50)
    expect(shapes(rows(...changed, ...cheaper, follow(65, 'f'), removed))).toEqual([
      ['series', 'removed', 6],
      ['single', 'f', 1],
    ])
  })

  it('is a row like any other while it was changed once', () => {
    expect(shapes(rows(changed[0]))).toEqual([['single', 'changed 0', 1]])
  })
})

describe('a redemption', () => {
  const redemption = (seconds: number, id: string, action: Action, of = 'r1') =>
    after(seconds, id, action, { actor: person('Ada'), object: { kind: 'redemption', id: of } })

  it('changes its row in place when it is refunded', () => {
    const found = rows(
      redemption(0, 'redeemed', 'reward.redeemed'),
      follow(1, 'f'),
      redemption(9, 'refunded', 'reward.refunded'),
    )

    expect(shapes(found)).toEqual([
      ['single', 'f', 1],
      ['series', 'refunded', 2],
    ])
  })

  it('folds with others into a burst while nothing updates it', () => {
    const found = rows(
      ...[0, 1, 2].map((at) => redemption(at, `${at}`, 'reward.redeemed', `${at}`)),
    )

    expect(shapes(found)).toEqual([['burst', '2', 3]])
  })
})

describe('a gift to the community', () => {
  it('contains its subscriptions, before and after it', () => {
    const found = rows(given(0, 'a'), gift(1, 'gift', 2), given(2, 'b'))

    expect(shapes(found)).toEqual([['gifts', 'gift', 3]])
  })

  it('contains the subscriptions that name it, whatever the time', () => {
    const refs = { gift: 'g1' }
    const found = rows(
      after(0, 'gift', 'sub.gifts', { amount: 2, tier: '1', refs }),
      given(1, 'other', '1', { refs: { gift: 'g2' } }),
      given(300, 'late', '1', { refs }),
    )

    expect(shapes(found)).toEqual([
      ['single', 'other', 1],
      ['gifts', 'gift', 2],
    ])
  })

  it('does not contain a gift to one person', () => {
    const found = rows(gift(0, 'gift', 2), given(1, 'single', '1', { actor: person('Ada') }))

    expect(shapes(found).map(([shape]) => shape)).toEqual(['single', 'single'])
  })

  it('is limited to its number, tier and time', () => {
    const found = rows(
      gift(0, 'gift', 2),
      given(1, 'a'),
      given(2, 'other tier', '3'),
      given(3, 'b'),
      given(4, 'one too many'),
      given(100, 'too late'),
    )

    expect(shapes(found)).toEqual([
      ['single', 'too late', 1],
      ['single', 'one too many', 1],
      ['single', 'other tier', 1],
      ['gifts', 'gift', 3],
    ])
  })

  it('assigns a subscription to the nearest of two gifts', () => {
    const found = rows(gift(0, 'first', 1), given(1, 'a'), gift(10, 'second', 1), given(11, 'b'))
    const members = found.map((row) => row.members.map(({ event }) => event.id))

    expect(members).toEqual([
      ['b', 'second'],
      ['a', 'first'],
    ])
  })
})

describe('a stream that comes and goes', () => {
  const flap = (minute: number, state: 'online' | 'offline') =>
    after(minute * 60, `${state} ${minute}`, `stream.${state}`)

  it('is one row, with the latest state', () => {
    const found = rows(
      flap(0, 'online'),
      flap(1, 'offline'),
      after(70, 'raid', 'raid.in'),
      flap(2, 'online'),
      flap(6, 'offline'),
    )

    expect(shapes(found)).toEqual([
      ['flapping', 'offline 6', 4],
      ['single', 'raid', 1],
    ])
    expect([found[0].key, found[0].kind.id]).toEqual(['online 0', 'offline'])
  })

  it('is not folded with a begin or an end hours apart', () => {
    const found = rows(
      flap(0, 'online'),
      flap(120, 'offline'),
      flap(122, 'online'),
      flap(400, 'offline'),
    )

    expect(shapes(found).map(([shape]) => shape)).toEqual(['single', 'single', 'single', 'single'])
  })
})

describe('a burst', () => {
  it('folds three events of an action within a short time, whatever is in between', () => {
    const raid = after(2, 'raid', 'raid.in')
    const found = rows(follow(0, 'a'), follow(1, 'b'), raid, follow(3, 'c'))

    expect(shapes(found)).toEqual([
      ['burst', 'c', 3],
      ['single', 'raid', 1],
    ])
    expect(people(found[0].members).map(({ name }) => name)).toEqual(['User c', 'User b', 'User a'])
  })

  it('has a stable key while it grows', () => {
    const burst = [follow(0, 'a'), follow(1, 'b'), follow(2, 'c')]

    expect(rows(...burst, follow(3, 'd'))[0].key).toBe(rows(...burst)[0].key)
  })

  it('needs three events close together', () => {
    expect(rows(follow(0, 'a'), follow(1, 'b'))).toHaveLength(2)
    expect(rows(follow(0, 'a'), follow(31, 'b'), follow(62, 'c'))).toHaveLength(3)
  })

  it('ends at a fixed time of the clock, so that a storm has several rows', () => {
    const storm = Array.from({ length: 60 }, (_, index) => follow(index * 10, String(index)))

    expect(shapes(rows(...storm)).map(([, , size]) => size)).toEqual([30, 30])
  })

  it('does not fold events that matter individually', () => {
    const raids = [0, 1, 2].map((seconds) => after(seconds, String(seconds), 'raid.in'))

    expect(rows(...raids)).toHaveLength(3)
  })

  it('adds up bits, unless one number is not known', () => {
    const cheers = [100, '250', 'x'].map((amount, index) =>
      after(index, String(index), 'cheer', { amount }),
    )
    const [burst] = rows(...cheers)

    expect(bitsIn(burst.members)).toBeUndefined()
    expect(bitsIn(burst.members.slice(1))).toBe(350)
  })
})

it('keeps the rows that a new event does not change', () => {
  const feed = new Feed()
  const add = (...events: StreamEvent[]) => {
    feed.add(events.map(remembered))
    return rowsOf(feed.snapshot())
  }
  const before = add(
    after(-600, 'raid', 'raid.in'),
    ...[0, 1, 2].map((seconds) => follow(seconds, `${seconds}`)),
    train(60, 'begin', 'hype.begin'),
  )
  expect(before.map(({ shape }) => shape)).toEqual(['series', 'burst', 'single'])

  const grown = add(follow(3, '3'), after(90, 'late', 'raid.in'))
  const [late, series, burst, raid] = grown
  expect([series, raid]).toEqual([before[0], before[2]])
  expect(series).toBe(before[0])
  expect(raid).toBe(before[2])
  expect([late.key, burst.members.length]).toEqual(['late', 4])
  expect(burst.key).toBe(before[1].key)
})

it('groups five thousand events', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => follow(index * 40, String(index)))

  expect(rows(...many)).toHaveLength(5_000)
})

it('tells once that Twitch ended two subscriptions of one type', () => {
  const end = (seconds: number, id: string, type: string) =>
    after(seconds, id, 'revoked', { type, reason: 'version_removed' })
  const found = rows(
    end(0, 'in', 'channel.raid'),
    end(1, 'out', 'channel.raid'),
    end(2, 'update', 'channel.update'),
    end(90, 'later', 'channel.raid'),
  )

  expect(found.map(({ lead }) => lead.event.id)).toEqual(['later', 'update', 'out'])
})
