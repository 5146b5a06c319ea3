import { beforeEach, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import { runInScope } from '../testing/mount'
import { useFollowedStreamers } from './useFollowedStreamers'

function open(inView: string | null, more: string[] = []) {
  sessionStorage.setItem('strip', more.join())
  const login = ref(inView)
  const { streamers, ...actions } = runInScope(() =>
    useFollowedStreamers(login, (name) => name === 'star'),
  )
  return { login, ...actions, streamers, logins: () => streamers.value.map((it) => it.login) }
}

beforeEach(() => {
  sessionStorage.clear()
})

it('follows the streamer of the address, and keeps the others', async () => {
  const { login, logins } = open('tfue')
  login.value = 'ninja'
  await nextTick()

  expect(logins()).toEqual(['tfue', 'ninja'])
})

it('restores the logins after a reload, and only valid ones', async () => {
  const { add } = open('tfue')
  add(['ninja'])
  await nextTick()
  expect(sessionStorage.getItem('strip')).toBe('tfue,ninja')

  expect(open('ninja', ['tfue', 'no name', 'ninja']).logins()).toEqual(['tfue', 'ninja'])
})

it('counts unread events until the streamer is viewed', () => {
  const { streamers, countUnread, view } = open('tfue', ['ninja'])
  countUnread('ninja')
  countUnread('ninja')
  expect(streamers.value.map(({ login, unread }) => [login, unread])).toEqual([
    ['ninja', 2],
    ['tfue', 0],
  ])

  view('ninja')
  expect(streamers.value.every(({ unread }) => unread === 0)).toBe(true)
})

it('updates a streamer, and removes it', () => {
  const { streamers, update, remove } = open('tfue')
  update('tfue', { name: 'Tfue', live: true })
  expect(streamers.value[0]).toMatchObject({ name: 'Tfue', live: true })

  remove('tfue')
  expect(streamers.value).toEqual([])
})

it('tells which streamer had to leave, until the next view', () => {
  const { evicted, view, logins } = open('a', ['star', 'b', 'c', 'd', 'e', 'f', 'g'])
  expect(evicted.value).toBeUndefined()

  view('late')
  expect(evicted.value?.login).toBe('b')
  expect(logins()).toContain('star')

  view('a')
  expect(evicted.value).toBeUndefined()
})
