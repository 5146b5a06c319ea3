import { expect, it } from 'vitest'
import { moveChannel } from './moveChannel'
import { inOrder } from './stripOrder'

const SHOWN = ['ada', 'bo', 'cy', 'di']
const channels = (live: string[] = []) =>
  SHOWN.map((login) => ({ login, live: live.includes(login) }))
const strip = (live: string[], order: string[]) =>
  inOrder(channels(live), order).map(({ login }) => login)

it('moves a channel to any place', () => {
  expect(moveChannel(SHOWN, [], 'cy', 0)).toEqual(['cy'])
  expect(moveChannel(SHOWN, [], 'cy', 1)).toEqual(['ada', 'cy'])
  expect(moveChannel(SHOWN, [], 'ada', 3)).toEqual(['bo', 'cy', 'di', 'ada'])
})

it('keeps the places chosen before, also those of closed channels', () => {
  expect(moveChannel(SHOWN, ['ada', 'zoe', 'bo'], 'bo', 0)).toEqual(['bo', 'ada', 'zoe'])
  expect(moveChannel(SHOWN, ['ada', 'bo', 'cy'], 'di', 0)).toEqual(['di', 'ada', 'bo', 'cy'])
})

it('forgets the oldest closed channels', () => {
  const closed = Array.from({ length: 60 }, (_, n) => `s${n}`)
  expect(moveChannel(SHOWN, closed, 'ada', 1)).toHaveLength(50)
})

it('sorts channels without a place by themselves, live ones first', () => {
  expect(strip(['di'], [])).toEqual(['di', 'ada', 'bo', 'cy'])
  expect(strip(['di'], ['cy', 'closed', 'ada'])).toEqual(['cy', 'ada', 'di', 'bo'])
})
