import { expect, it } from 'vitest'
import { person, told } from '../../testing/events'
import { peopleOf } from './peopleOf'

it('finds people with an account, but neither the streamer nor anonymous people', () => {
  const gift = told('gift', 1, 'sub.gift', {
    actor: { id: '2', login: 'hansamu_fan', name: 'ハンサム' },
    target: person('Ada'),
    giver: { anonymous: true },
    from: person('Tfue'),
  })

  expect(peopleOf(gift).map(({ login }) => login)).toEqual(['hansamu_fan', 'ada'])
})
