import { describe, expect, it } from 'vitest'
import { progressOf, sharesOf, totalOf } from './seriesProgress'
import { told } from '../../testing/events'

describe('progress', () => {
  it.each([
    ['hype.progress', { progress: 50, goal: 200 }, 0.25],
    ['hype.progress', { progress: '50', goal: '200' }, 0.25],
    ['goal.progress', { progress: 300, goal: 200 }, 1],
    ['hype.end', { level: 3 }, null],
    ['hype.progress', { progress: 'x', goal: 200 }, null],
    ['hype.progress', { progress: 1, goal: 0 }, null],
  ] as const)('of %s with %o', (action, facts, expected) => {
    expect(progressOf(told('a', 1, action, facts))).toBe(expected)
  })
})

describe('shares', () => {
  const shares = (facts: object) => sharesOf(told('a', 1, 'poll.end', { ...facts }))

  it('are shares of the votes, with the winner that the server decided on', () => {
    const choices = [
      { title: 'A', votes: 3 },
      { title: 'B', votes: 1, won: true },
    ]

    expect(shares({ choices })).toEqual([
      { title: 'A', amount: 3, part: 0.75, won: false },
      { title: 'B', amount: 1, part: 0.25, won: true },
    ])
  })

  it('are shares of the points where there are any', () => {
    const choices = [
      { title: 'Yes', votes: 1, points: 30 },
      { title: 'No', votes: 9, points: '10' },
    ]

    expect(shares({ choices }).map(({ amount, part }) => [amount, part])).toEqual([
      [30, 0.75],
      [10, 0.25],
    ])
  })

  it('name no winner of a poll without votes', () => {
    const choices = [{ title: 'Yes', votes: 0 }, { votes: 0 }]

    expect(shares({ choices, result: 'nobody' })).toEqual([
      { title: 'Yes', amount: 0, part: 0, won: false },
      { title: '–', amount: 0, part: 0, won: false },
    ])
  })

  it('have no amount before anybody told it', () => {
    expect(shares({ choices: [{ title: 'Yes' }] })).toEqual([
      { title: 'Yes', amount: undefined, part: 0, won: false },
    ])
  })

  it('are empty for malformed events', () => {
    expect(shares({ choices: 'many' })).toEqual([])
  })
})

describe('the total', () => {
  const total = (choices: object[]) => totalOf(told('a', 1, 'poll.progress', { choices }))

  it('is the sum of votes, or of points where there are any', () => {
    expect(total([{ votes: 3 }, { votes: 9 }])).toEqual({ measure: 'votes', amount: 12 })
    expect(total([{ votes: 1, points: 30 }, { points: 10 }])).toEqual({
      measure: 'points',
      amount: 40,
    })
  })

  it('is not claimed where a part is not known, or nobody voted', () => {
    expect(total([{ votes: 3 }, { title: 'B' }])).toBeNull()
    expect(total([{ votes: 0 }, { votes: 0 }])).toBeNull()
    expect(total([])).toBeNull()
  })
})
