import { describe, expect, it } from 'vitest'
import { bitsIn, people } from './burstSummary'
import type { StreamEvent } from '../../contract/contract'
import { Feed, remembered } from '../entries/feed'
import { rowsOf } from './feedRows'
import { anEvent } from '../../testing/events'

/** An event some seconds after 12:00. */
const after = (seconds: number, id: string, type: string, details = {}) =>
  anEvent(id, 0, {
    type,
    details,
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
  after(seconds, id, 'channel.follow', { user_name: `User ${id}` })
const gift = (seconds: number, id: string, total: number, tier = '1000') =>
  after(seconds, id, 'channel.subscription.gift', { total, tier })
const given = (seconds: number, id: string, tier = '1000') =>
  after(seconds, id, 'channel.subscribe', { is_gift: true, tier })
const train = (seconds: number, id: string, stage: string) =>
  after(seconds, id, `channel.hype_train.${stage}`, { id: 'train' })

describe('a chat notice with a matching event', () => {
  const notice = (seconds: number, id: string, kind: string, chatter: string, more = {}) =>
    after(seconds, id, 'channel.chat.notification', {
      notice_type: kind,
      chatter_user_id: chatter,
      ...more,
    })

  it.each([
    ['sub', 'channel.subscribe'],
    ['resub', 'channel.subscription.message'],
    ['sub_gift', 'channel.subscription.gift'],
    ['community_sub_gift', 'channel.subscription.gift'],
    ['charity_donation', 'channel.charity_campaign.donate'],
  ])('is shown once: %s', (kind, type) => {
    const found = rows(notice(0, 'chat', kind, '7'), after(9, 'own', type, { user_id: '7' }))

    expect(shapes(found)).toEqual([['single', 'own', 1]])
  })

  it('is not needed to show a custom Power-up once', () => {
    const bits = (id: string, type: string) =>
      after(0, id, 'channel.bits.use', { user_id: '7', type, bits: 100 })
    const redeemed = after(1, 'redeemed', 'channel.custom_power_up_redemption.add', {
      user_id: '7',
    })

    expect(rows(bits('bits', 'custom_power_up'), redeemed)).toHaveLength(1)
    expect(rows(bits('bits', 'custom_power_up'))).toHaveLength(1)
    expect(rows(bits('bits', 'cheer'), redeemed)).toHaveLength(2)
  })

  it('is shown once for anonymous viewers, too', () => {
    const found = rows(
      notice(0, 'chat', 'community_sub_gift', '274598607', { chatter_is_anonymous: true }),
      after(1, 'own', 'channel.subscription.gift', { is_anonymous: true, user_id: null }),
    )

    expect(shapes(found)).toEqual([['single', 'own', 1]])
  })

  it('stays if the event has another person or time, or has replaced another notice', () => {
    const found = rows(
      after(0, 'own', 'channel.subscribe', { user_id: '7' }),
      notice(1, 'first', 'sub', '7'),
      notice(2, 'second', 'sub', '7'),
      notice(3, 'other', 'sub', '8'),
      notice(4, 'upgrade', 'prime_paid_upgrade', '7'),
      notice(90, 'late', 'sub', '7'),
    )

    expect(found.map(({ key }) => key)).toEqual(['late', 'upgrade', 'other', 'first', 'own'])
  })
})

describe('a series', () => {
  it('is one row, with the headline of the newest event at the position of the begin', () => {
    const found = rows(train(0, 'begin', 'begin'), follow(1, 'f'), train(2, 'progress', 'progress'))

    expect(shapes(found)).toEqual([
      ['single', 'f', 1],
      ['series', 'progress', 2],
    ])
    expect(found[1].key).toBe('hype:train')
  })

  it('moves up when it ends, and ignores late progress', () => {
    const found = rows(
      train(0, 'begin', 'begin'),
      train(9, 'end', 'end'),
      follow(5, 'f'),
      train(10, 'late', 'progress'),
    )

    expect(shapes(found)).toEqual([
      ['series', 'end', 3],
      ['single', 'f', 1],
    ])
  })

  it('keeps its position when the begin is unknown', () => {
    const found = rows(
      train(0, 'first', 'progress'),
      follow(1, 'f'),
      train(2, 'second', 'progress'),
    )

    expect(shapes(found)).toEqual([
      ['single', 'f', 1],
      ['series', 'second', 2],
    ])
  })

  it('is separate from another series of the same kind', () => {
    const poll = (id: string) => after(0, `begin ${id}`, 'channel.poll.begin', { id })

    expect(rows(poll('a'), poll('b'))).toHaveLength(2)
  })
})

describe('a gift to the community', () => {
  it('contains its subscriptions, before and after it', () => {
    const found = rows(given(0, 'a'), gift(1, 'gift', 2), given(2, 'b'))

    expect(shapes(found)).toEqual([['gifts', 'gift', 3]])
  })

  it('is limited to its number, tier and time', () => {
    const found = rows(
      gift(0, 'gift', 2),
      given(1, 'a'),
      given(2, 'other tier', '3000'),
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

describe('a burst', () => {
  it('folds three events of a type within a short time, whatever is in between', () => {
    const raid = after(2, 'raid', 'channel.raid')
    const found = rows(follow(0, 'a'), follow(1, 'b'), raid, follow(3, 'c'))

    expect(shapes(found)).toEqual([
      ['burst', 'c', 3],
      ['single', 'raid', 1],
    ])
    expect(people(found[0].members).map(({ text }) => text)).toEqual(['User c', 'User b', 'User a'])
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
    const raids = [0, 1, 2].map((seconds) => after(seconds, String(seconds), 'channel.raid'))

    expect(rows(...raids)).toHaveLength(3)
  })

  it('adds up bits, and ignores malformed numbers', () => {
    const cheers = [100, 'x', 250].map((bits, index) =>
      after(index, String(index), 'channel.cheer', { bits }),
    )

    expect(bitsIn(rows(...cheers)[0].members)).toBe(350)
  })
})

describe('a stream that comes and goes', () => {
  const flap = (minute: number, state: string) =>
    after(minute * 60, `${state} ${minute}`, `stream.${state}`)

  it('is one row, with the latest state', () => {
    const found = rows(
      flap(0, 'online'),
      flap(1, 'offline'),
      after(70, 'raid', 'channel.raid'),
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

it('groups five thousand events', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => follow(index * 40, String(index)))

  expect(rows(...many)).toHaveLength(5_000)
})
