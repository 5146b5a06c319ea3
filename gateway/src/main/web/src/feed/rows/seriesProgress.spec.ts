import { describe, expect, it } from 'vitest'
import { progressOf, sharesOf } from './seriesProgress'
import { anEvent } from '../../testing/events'

const of = (type: string, details: object) => anEvent('a', 1, { type, details: { ...details } })

describe('progress', () => {
  it.each([
    ['channel.hype_train.progress', { progress: 50, goal: 200 }, 0.25],
    ['channel.goal.progress', { current_amount: 300, target_amount: 200 }, 1],
    ['channel.hype_train.end', { level: 3 }, null],
    ['channel.hype_train.progress', { progress: 'x', goal: 200 }, 0],
    ['channel.raid', { progress: 1, goal: 2 }, null],
  ])('of %s with %o', (type, details, expected) => {
    expect(progressOf(of(type, details))).toBe(expected)
  })
})

describe('shares', () => {
  it('are shares of the votes, and the largest wins after the poll', () => {
    const choices = [
      { title: 'A', votes: 3 },
      { title: 'B', votes: 1 },
    ]
    const wins = (type: string, more: object) =>
      sharesOf(of(type, { choices, ...more })).map(({ part, won }) => [part, won])

    expect(wins('channel.poll.progress', {})).toEqual([
      [0.75, false],
      [0.25, false],
    ])
    expect(wins('channel.poll.end', { status: 'completed' })).toEqual([
      [0.75, true],
      [0.25, false],
    ])
  })

  it('are shares of the points of a prediction, where the outcome wins', () => {
    const outcomes = [
      { id: '1', title: 'Yes', channel_points: 0 },
      { id: '2', title: 'No' },
    ]
    const details = { outcomes, winning_outcome_id: '2' }

    expect(sharesOf(of('channel.prediction.end', details))).toEqual([
      { title: 'Yes', amount: 0, part: 0, won: false },
      { title: 'No', amount: 0, part: 0, won: true },
    ])
  })

  it('are empty for malformed events', () => {
    expect(sharesOf(of('channel.poll.end', { choices: 'many' }))).toEqual([])
  })
})
