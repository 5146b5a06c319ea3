import { expect, it } from 'vitest'
import { matcherOf } from './feedSearch'
import { anEvent } from '../../testing/events'

const event = anEvent('a', 1, {
  headline: 'Raided by Aña',
  details: { viewers: 120, from: { names: ['Bo'] } },
})

it.each(['', '  ', 'raided', 'ANA by', '120', 'bo', 'channel.raid'])(
  'finds the event by “%s”',
  (words) => {
    expect(matcherOf(words)(event)).toBe(true)
  },
)

it.each(['nobody', 'raided nobody'])('does not find the event by “%s”', (words) => {
  expect(matcherOf(words)(event)).toBe(false)
})
