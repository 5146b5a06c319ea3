import { describe, expect, it } from 'vitest'
import { factsOf, isShortened, isTellable } from './facts'
import { anEvent } from '../testing/events'

const read = (details: Record<string, unknown>) => factsOf(anEvent('a', 1, { details }))

describe('numbers', () => {
  it.each([
    [60, 60],
    ['60', 60],
    [' 60 ', 60],
    [0, 0],
    ['', undefined],
    ['soon', undefined],
    [1.5, undefined],
    [-1, undefined],
    [1e300, undefined],
    [true, undefined],
    [null, undefined],
    [undefined, undefined],
    [{}, undefined],
  ])('are read from %j as %j', (amount, expected) => {
    expect(read({ action: 'cheer', amount }).amount).toBe(expected)
  })
})

describe('a yes or no', () => {
  it.each([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    ['yes', undefined],
    [1, undefined],
    [null, undefined],
  ])('is read from %j as %j', (automatic, expected) => {
    expect(read({ action: 'ad.begin', automatic }).automatic).toBe(expected)
  })
})

describe('texts', () => {
  it.each([
    ['  a\n b\t', 'a b'],
    ['a\u0000b\u0007', 'ab'],
    ['a\uD83D', 'a'],
    ['', undefined],
    [' \n ', undefined],
    [5, undefined],
    [['a'], undefined],
    [null, undefined],
  ])('are read from %j as %j', (title, expected) => {
    expect(read({ action: 'poll.begin', title }).title).toBe(expected)
  })

  it('are cut between graphemes', () => {
    const { quote = '' } = read({ action: 'cheer', quote: '👩‍👩‍👧‍👦'.repeat(500) })

    expect(quote.length).toBeLessThanOrEqual(1_000)
    expect(quote.replaceAll('👩‍👩‍👧‍👦', '')).toBe('…')
  })
})

describe('the action', () => {
  it.each([
    ['raid.in', 'raid.in'],
    ['brand.new', 'other'],
    ['constructor', 'other'],
    [5, 'other'],
    [undefined, 'other'],
  ])('is read from %j as %s', (action, expected) => {
    expect(read({ action }).action).toBe(expected)
  })
})

describe('a person', () => {
  it.each([
    [
      { id: 7, login: 'ada', name: 'Ada' },
      { id: '7', login: 'ada', name: 'Ada' },
    ],
    [{ login: 'ada', name: '' }, { login: 'ada' }],
    [{ anonymous: 'true', name: 'Ada' }, { anonymous: true }],
    [{}, undefined],
    ['Ada', undefined],
    [null, undefined],
  ])('is read from %j as %j', (actor, expected) => {
    expect(read({ action: 'follow', actor }).actor).toEqual(expected)
  })
})

it('reads tiers whether they are numbers or texts', () => {
  expect([1, '2', 'prime', 9, null].map((tier) => read({ action: 'sub.new', tier }).tier)).toEqual([
    '1',
    '2',
    'prime',
    undefined,
    undefined,
  ])
})

it('reads no amount of money without its decimals', () => {
  const money = { action: 'charity.donation', amount: 1050, unit: 'EUR' }

  expect(read(money).amount).toBeUndefined()
  expect(read({ ...money, decimals: 99 }).amount).toBeUndefined()
  expect(read({ ...money, decimals: '2' })).toMatchObject({ amount: 1050, decimals: 2 })
})

it('reads ten choices at most, and times only if they are times', () => {
  const choices = Array.from({ length: 12 }, (_, index) => ({ title: `${index}` }))
  const facts = read({
    action: 'poll.begin',
    choices,
    since: 'soon',
    until: '2026-08-01T12:00:00Z',
  })

  expect(facts.choices).toHaveLength(10)
  expect([facts.since, facts.until]).toEqual([undefined, '2026-08-01T12:00:00Z'])
})

it('does not know what changed without a list, or that nothing else did with an empty one', () => {
  expect(read({ action: 'channel.changed' }).changed).toBeUndefined()
  expect(read({ action: 'channel.changed', changed: ['title', 'odd', 5] }).changed).toEqual([
    'title',
  ])
})

it('can tell an event without facts, which a server of an earlier version sends', () => {
  expect(isTellable(anEvent('a', 1, { details: { user_name: 'Ada' } }))).toBe(true)
})

it('tells whether an event was shortened', () => {
  const details = { action: 'poll.end', lacks: ['choices'] }

  expect(isShortened(anEvent('a', 1, { details }))).toBe(true)
  expect(isShortened(anEvent('a', 1, { details: { action: 'poll.end', lacks: 'no' } }))).toBe(false)
})
