import { expect, it } from 'vitest'
import { matcherOf } from './feedSearch'
import { told } from '../../testing/events'

const event = told('a', 1, 'raid.in', {
  actor: { id: '7', login: 'ana_login', name: 'Aña' },
  amount: 120,
  choices: [{ title: 'Bo' }],
})

it.each(['', '  ', 'raided', 'by ANA', '120', 'bo', 'ana_login', 'raid'])(
  'finds the event by “%s”',
  (words) => {
    expect(matcherOf(words)(event)).toBe(true)
  },
)

it.each(['nobody', 'raided nobody', 'raid.in', 'channel'])(
  'does not find the event by “%s”',
  (words) => {
    expect(matcherOf(words)(event)).toBe(false)
  },
)
