import { expect, it } from 'vitest'
import { remembered } from '../feed/entries/feed'
import { rowsOf } from '../feed/rows/feedRows'
import { person, told } from '../testing/events'
import { totalsOf } from './streamTotals'

const totals = (...events: ReturnType<typeof told>[]) =>
  totalsOf(rowsOf(events.map(remembered).sort((a, b) => b.time - a.time)), [])

it('counts what people gave', () => {
  expect(
    totals(
      told('a', 1, 'raid.in', { actor: person('Ada'), amount: 10 }),
      told('b', 2, 'raid.in', { actor: person('Bob'), amount: 5 }),
      told('c', 3, 'follow', { actor: person('Cy') }),
      told('d', 4, 'sub.new', { actor: person('Di') }),
      told('e', 5, 'sub.again', { actor: person('Ed') }),
      told('f', 6, 'cheer', { actor: person('Flo'), amount: 300 }),
      told('g', 7, 'hype.begin', { level: 1, object: { kind: 'train', id: '1' } }),
      told('h', 8, 'hype.end', { level: 4, object: { kind: 'train', id: '1' } }),
      told('i', 9, 'poll.end'),
    ),
  ).toEqual({
    peak: null,
    raids: 2,
    raiders: 15,
    follows: 1,
    subs: 2,
    gifts: 0,
    bits: 300,
    hypeLevel: 4,
  })
})

it('counts a gift once, with and without its recipients', () => {
  const gift = { actor: person('Ada'), amount: 3, tier: '1', refs: { gift: 'g' } }
  const given = (id: string) =>
    told(id, 5, 'sub.gift', { target: person(id), tier: '1', refs: { gift: 'g' } })

  expect(totals(told('a', 5, 'sub.gifts', gift)).gifts).toBe(3)
  expect(totals(told('a', 5, 'sub.gifts', gift), given('x'), given('y'), given('z')).gifts).toBe(3)
})

it('counts a raid once that Twitch tells twice', () => {
  const raid = { actor: person('Ada'), amount: 10 }

  expect(
    totals(told('a', 1, 'raid.in', raid), told('b', 1, 'raid.in', { ...raid, via: 'chat' })),
  ).toMatchObject({ raids: 1, raiders: 10 })
})

it('leaves out what happened on the other channel of a shared chat', () => {
  expect(totals(told('a', 1, 'sub.new', { from: person('Other') })).subs).toBe(0)
})

it('knows the highest number of viewers', () => {
  const samples = [1, 9, 4].map((viewers, time) => ({ time, viewers }))

  expect(totalsOf([], samples).peak).toEqual({ time: 1, viewers: 9 })
})
