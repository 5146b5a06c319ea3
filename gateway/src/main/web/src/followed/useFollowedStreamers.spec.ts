import { beforeEach, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import { runInScope } from '../testing/mount'
import { useStrip } from './useFollowedStreamers'

function open(inView: string | null, more: string[] = []) {
  sessionStorage.setItem('strip', more.join())
  const login = ref(inView)
  const { strip, ...actions } = runInScope(() => useStrip(login))
  return { login, ...actions, strip, logins: () => strip.value.map((seat) => seat.login) }
}

beforeEach(() => {
  sessionStorage.clear()
})

it('follows whom the address names, and keeps who was there', async () => {
  const { login, logins } = open('tfue')
  login.value = 'ninja'
  await nextTick()

  expect(logins()).toEqual(['tfue', 'ninja'])
})

it('is there again after a reload, and holds nothing else than names', async () => {
  const { join } = open('tfue')
  join(['ninja'])
  await nextTick()
  expect(sessionStorage.getItem('strip')).toBe('tfue,ninja')

  expect(open('ninja', ['tfue', 'no name', 'ninja']).logins()).toEqual(['tfue', 'ninja'])
})

it('counts what nobody saw until it is shown', () => {
  const { strip, countUnread, show } = open('tfue', ['ninja'])
  countUnread('ninja')
  countUnread('ninja')
  expect(strip.value.map(({ login, unread }) => [login, unread])).toEqual([
    ['ninja', 2],
    ['tfue', 0],
  ])

  show('ninja')
  expect(strip.value.every(({ unread }) => unread === 0)).toBe(true)
})

it('learns of a seat, and lets it go', () => {
  const { strip, update, close } = open('tfue')
  update('tfue', { name: 'Tfue', live: true })
  expect(strip.value[0]).toMatchObject({ name: 'Tfue', live: true })

  close('tfue')
  expect(strip.value).toEqual([])
})
