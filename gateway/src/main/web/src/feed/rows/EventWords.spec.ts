import { expect, it } from 'vitest'
import { h, nextTick, provide, ref } from 'vue'
import type { StreamEvent } from '../../contract/contract'
import { told } from '../../testing/events'
import { mount } from '../../testing/mount'
import { Feed, remembered } from '../entries/feed'
import { ACTIVE_TYPES } from './activeTypes'
import EventWords from './EventWords.vue'
import { rowsOf } from './feedRows'

function open(...events: StreamEvent[]) {
  const feed = new Feed()
  feed.add(events.map(remembered))
  return mount(EventWords, { row: rowsOf(feed.snapshot())[0] })
}

const isolatedIn = (place: Element) =>
  [...place.querySelectorAll('bdi')].map((it) => it.textContent)
const words = (place: Element) => place.textContent.replace(/\s+/g, ' ').trim()
const at = (seconds: number) => ({ at: `2026-08-01T12:00:0${seconds}Z` })

it('isolates a name in another script, and shows its login', async () => {
  const actor = { id: '1', login: 'hansamu_fan', name: 'ハンサム' }
  const place = await open(told('a', 1, 'follow', { actor }))

  expect(words(place)).toBe('ハンサム (hansamu_fan) followed')
  expect(isolatedIn(place)).toEqual(['ハンサム', 'hansamu_fan'])
})

it('never splits a run of emoji', async () => {
  const title = '👩‍👩‍👧‍👦'.repeat(20)
  const place = await open(told('a', 1, 'channel.changed', { title }))

  expect(isolatedIn(place)).toEqual([title])
  expect(words(place)).toBe(`New title: “${title}”`)
})

it('keeps a short last word together with the icon after it', async () => {
  const place = await open(told('a', 1, 'sharedChat.end'))

  expect(place.querySelector('.text-nowrap')?.textContent).toBe('ended')
})

it('isolates each name of a burst', async () => {
  const follow = (seconds: number, name: string) =>
    told(name, 0, 'follow', { actor: { login: `login_${seconds}`, name } }, at(seconds))
  const place = await open(follow(1, 'سارة'), follow(2, 'Login_2'), follow(3, 'ハンサム'))

  expect(isolatedIn(place)).toEqual(['ハンサム', 'login_3', 'Login_2', 'سارة', 'login_1'])
  expect(words(place)).toContain('ハンサム (login_3), Login_2, and سارة (login_1)')
})

it('says how often a stream came and went', async () => {
  const change = (seconds: number, state: 'online' | 'offline') =>
    told(`${seconds}`, 0, `stream.${state}`, {}, at(seconds))
  const place = await open(change(1, 'online'), change(2, 'offline'), change(3, 'online'))

  expect(words(place)).toBe('Tfue went liveLive or offline 3 times within minutes')
})

it.each([
  [[100, 250, 5], '3 cheers · 355 bits'],
  [[100, 'x', 5], '3 cheers'],
])('adds up the bits of a burst only if all are known: %j', async (amounts, title) => {
  const cheers = amounts.map((amount, index) => told(`${index}`, 0, 'cheer', { amount }, at(index)))
  const place = await open(...cheers)

  expect(words(place)).toBe(title)
})

it('says that what Twitch ended is back', async () => {
  const revoked = told('a', 1, 'revoked', { type: 'channel.raid' })
  const [row] = rowsOf([remembered(revoked)])
  const active = ref<string[]>([])
  const place = await mount({
    setup() {
      provide(ACTIVE_TYPES, active)
      return () => h(EventWords, { row })
    },
  })
  expect(words(place)).not.toContain('Restored')

  active.value = ['channel.raid']
  await nextTick()
  expect(words(place)).toContain('Restored')
})
