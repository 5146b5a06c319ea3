import { describe, expect, it } from 'vitest'
import { remembered } from '../feed/entries/feed'
import { rowsOf } from '../feed/rows/feedRows'
import { person, told } from '../testing/events'
import { groupsOf, momentsOf, topMoments } from './moments'

const moments = (...events: ReturnType<typeof told>[]) =>
  momentsOf(rowsOf(events.map(remembered).sort((a, b) => b.time - a.time)))
const at = (minute: number) => Date.parse('2026-08-01T12:00:00Z') + minute * 60_000
const hour = { from: at(0), to: at(60) }

describe('moments', () => {
  it('are the events that matter, with their sentence', () => {
    const [moment, ...others] = moments(
      told('a', 1, 'raid.in', { actor: person('Ada'), amount: 10 }),
      told('b', 2, 'follow', { actor: person('Bob') }),
      told('c', 3, 'vip.add', { actor: person('Cy') }),
    )

    expect(moment).toMatchObject({
      id: 'a',
      time: at(1),
      sentence: 'Raided by Ada with 10 viewers',
    })
    expect(others).toEqual([])
  })

  it('are one for many of a kind', () => {
    const follows = Array.from({ length: 6 }, (_, index) =>
      told(`f${index}`, 1, 'follow', { actor: person(`F${index}`) }),
    )

    expect(moments(...follows).map(({ sentence }) => sentence)).toEqual(['6 new followers'])
  })

  it('leave out another channel of a shared chat', () => {
    expect(moments(told('a', 1, 'raid.in', { amount: 900, from: person('Other') }))).toEqual([])
  })
})

it('names the top moments in the order of time', () => {
  const all = moments(
    told('small', 5, 'raid.in', { amount: 3 }),
    told('big', 9, 'raid.in', { amount: 900 }),
    told('gift', 1, 'sub.gifts', { amount: 50 }),
  )

  expect(topMoments(all, 2).map(({ id }) => id)).toEqual(['gift', 'big'])
})

describe('groups of moments', () => {
  it('have a place on the axis', () => {
    const all = moments(told('a', 0, 'raid.in'), told('b', 30, 'raid.in'))

    expect(groupsOf(all, hour, 4).map(({ place }) => place)).toEqual([0.125, 0.625])
  })

  it('hold what is too close, with what matters most in front', () => {
    const all = moments(
      told('small', 30, 'raid.in', { amount: 3 }),
      told('big', 31, 'raid.in', { amount: 900 }),
    )

    const [group, ...others] = groupsOf(all, hour, 4)
    expect(group?.moments.map(({ id }) => id)).toEqual(['big', 'small'])
    expect(others).toEqual([])
  })

  it('hold at their ends what is outside', () => {
    const all = moments(told('late', 59, 'raid.in'))

    expect(groupsOf(all, { from: at(0), to: at(40) }, 4)[0]?.place).toBe(0.875)
  })
})
