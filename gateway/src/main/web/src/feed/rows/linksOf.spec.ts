import { expect, it } from 'vitest'
import { person, told } from '../../testing/events'
import { linksOf } from './linksOf'

it('leads from names to channels, and from a category to Twitch', () => {
  const gift = told('1', 0, 'sub.gift', {
    actor: person('Ada'),
    target: { id: '2', login: 'hansamu_fan', name: 'ハンサム' },
  })
  const update = told('2', 1, 'channel.changed', { category: 'Just Chatting', title: 'Hi' })

  expect([...linksOf([gift, update])]).toEqual([
    ['Ada', { login: 'ada' }],
    ['ハンサム', { login: 'hansamu_fan' }],
    ['Just Chatting', { page: 'https://www.twitch.tv/directory/game/Just%20Chatting' }],
  ])
})

it('leads nowhere from the streamer, and from people without an account', () => {
  const cheer = told('1', 0, 'cheer', { actor: { anonymous: true }, amount: 5 })
  const live = told('2', 1, 'stream.online', { actor: person('Tfue') })

  expect(linksOf([cheer, live]).size).toBe(0)
})
