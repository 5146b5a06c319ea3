import { expect, it } from 'vitest'
import { anEvent } from '../../testing/events'
import { mount } from '../../testing/mount'
import { Feed, remembered } from '../entries/feed'
import EventWords from './EventWords.vue'
import { rowsOf } from './feedRows'

function open(...events: ReturnType<typeof anEvent>[]) {
  const feed = new Feed()
  feed.add(events.map(remembered))
  return mount(EventWords, { row: rowsOf(feed.snapshot())[0] })
}

const isolatedIn = (place: Element) =>
  [...place.querySelectorAll('bdi')].map((it) => it.textContent)
const words = (place: Element) => place.textContent.replace(/\s+/g, ' ').trim()

it('isolates a name in another script, and shows its login', async () => {
  const place = await open(
    anEvent('a', 1, {
      headline: 'ハンサム has followed',
      details: { user_name: 'ハンサム', user_login: 'hansamu_fan' },
    }),
  )

  expect(words(place)).toBe('ハンサム (hansamu_fan) has followed')
  expect(isolatedIn(place)).toEqual(['ハンサム'])
})

it('never splits a run of emoji', async () => {
  const title = '👩‍👩‍👧‍👦'.repeat(20)
  const place = await open(
    anEvent('a', 1, { headline: `New title: “${title}”`, details: { title } }),
  )

  expect(isolatedIn(place)).toEqual([title])
  expect(words(place)).toBe(`New title: “${title}”`)
})

it('keeps a short last word together with the icon after it', async () => {
  const place = await open(anEvent('a', 1, { headline: 'Something has happened' }))

  expect(place.querySelector('.text-nowrap')?.textContent).toBe('happened')
})

it('isolates each name of a burst', async () => {
  const follow = (minute: number, user_name: string) =>
    anEvent(user_name, 0, {
      type: 'channel.follow',
      at: `2026-08-01T12:00:0${minute}Z`,
      details: { user_name, user_login: `login_${minute}` },
    })
  const place = await open(follow(1, 'سارة'), follow(2, 'Login_2'), follow(3, 'ハンサム'))

  expect(isolatedIn(place)).toEqual(['ハンサム', 'Login_2', 'سارة'])
  expect(words(place)).toContain('ハンサム (login_3), Login_2, and سارة (login_1)')
})

it('says how often a stream came and went', async () => {
  const change = (seconds: number, state: string) =>
    anEvent(`${seconds}`, 0, {
      type: `stream.${state}`,
      at: `2026-08-01T12:00:0${seconds}Z`,
      headline: `Tfue is ${state}`,
    })
  const place = await open(change(1, 'online'), change(2, 'offline'), change(3, 'online'))

  expect(words(place)).toBe('Tfue is onlineLive or offline 3 times within minutes')
})
