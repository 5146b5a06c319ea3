import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { anEvent } from '../../__tests__/events'
import { byTestId, mount } from '../../__tests__/mount'
import { arrivedOn, remembered } from '../../feed'
import EventFeed from '../EventFeed.vue'

const raid = anEvent('raid', 2, {
  headline: 'A raid <img src=x>',
  details: { viewers: 3, from: { a: 1 } },
})
const follow = anEvent('follow', 1, { type: 'channel.follow' })

const open = (
  feed = [arrivedOn('tfue', raid), arrivedOn('private-tfue', follow)],
  gaps = new Set(),
) => mount(EventFeed, { feed, gaps, name: 'Tfue' })

const shown = (page: Element) =>
  [...page.querySelectorAll<HTMLElement>('[data-testid=event]')].map((item) => item.dataset.eventId)

it('says what will happen while nothing has', async () => {
  const page = await open([])

  expect(page.textContent).toContain('When Tfue goes live')
})

it('shows what events say as text', async () => {
  const page = await open()

  expect(shown(page)).toEqual(['raid', 'follow'])
  expect(page.textContent).toContain('A raid <img src=x>')
  expect(page.querySelector('img')).toBeNull()
})

it('marks what only the streamer can see', async () => {
  const page = await open()
  const locks = [...page.querySelectorAll('.lock')].map(
    (lock) => lock.closest<HTMLElement>('[data-testid=event]')?.dataset.eventId,
  )

  expect(locks).toEqual(['follow'])
})

it('opens the details of an event', async () => {
  const page = await open([remembered(raid)])
  const details = page.querySelector('details') as HTMLDetailsElement
  expect(page.querySelector('dl')).toBeNull()

  details.open = true
  details.dispatchEvent(new Event('toggle'))
  await nextTick()

  expect(page.querySelector('dl')?.textContent).toContain('Viewers')
  expect(page.querySelector('pre')?.textContent).toBe('{\n  "a": 1\n}')
})

it('shows one kind when asked to, and the gap all the same', async () => {
  const page = await open(undefined, new Set(['raid']))
  const chip = [...page.querySelectorAll('button')].find(
    (button) => button.textContent.trim() === 'Follow',
  )

  chip?.click()
  await nextTick()

  expect(shown(page)).toEqual(['follow'])
  expect(chip?.getAttribute('aria-pressed')).toBe('true')
  expect(byTestId(page, 'gap')?.textContent).toBe('Some events may be missing here')
})
