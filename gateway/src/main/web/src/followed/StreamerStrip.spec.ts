import { beforeEach, expect, it, vi } from 'vitest'
import { h, nextTick, ref } from 'vue'
import { byTestId, mount } from '../testing/mount'
import type { FollowedStreamer } from './followedStreamers'
import StreamerStrip from './StreamerStrip.vue'
import { stripOrder } from './stripOrder'
import { eventually } from '../testing/eventually'

beforeEach(() => {
  stripOrder.value = []
})

const seat = (login: string, more: Partial<FollowedStreamer> = {}): FollowedStreamer => ({
  login,
  name: login,
  avatar: '',
  live: false,
  unread: 0,
  viewedAt: 0,
  ...more,
})

it('gives the open channels digits, live ones first, and tells their titles', async () => {
  const streamers = [seat('ada'), seat('bo', { live: true, title: 'Chess at night' })]
  const place = await mount(StreamerStrip, { streamers, current: 'ada' })

  const links = [...place.querySelectorAll<HTMLElement>('[data-login] a')]
  expect(links.map((link) => [link.getAttribute('aria-keyshortcuts'), link.title])).toEqual([
    ['1', 'bo · Chess at night'],
    ['2', 'ada'],
  ])
})

async function openThree() {
  const streamers = [seat('ada'), seat('bo'), seat('cy', { name: 'Cy' })]
  const place = await mount(StreamerStrip, { streamers, current: 'ada' })
  await eventually(() => {
    expect(byTestId(place, 'strip-told')).not.toBeNull()
  })
  const links = () => [...place.querySelectorAll<HTMLElement>('[data-login] a')]
  const linkOf = (login: string) =>
    place.querySelector<HTMLElement>(`[data-login="${login}"] a`) as HTMLElement
  const shown = () =>
    links().map((link) => link.closest<HTMLElement>('[data-login]')?.dataset.login)
  return { place, linkOf, shown }
}

it('moves a channel by Alt and an arrow key, keeps its focus, tells it, and stores it', async () => {
  const { place, linkOf, shown } = await openThree()
  const press = async (key: string, more: KeyboardEventInit = { altKey: true }) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
    linkOf('cy').dispatchEvent(event)
    await nextTick()
    return event.defaultPrevented
  }
  linkOf('cy').focus()
  expect(await press('ArrowUp')).toBe(true)

  expect(shown()).toEqual(['ada', 'cy', 'bo'])
  expect(document.activeElement).toBe(linkOf('cy'))
  expect(byTestId(place, 'strip-told')?.textContent).toBe('Cy is now channel 2 of 3.')
  expect(localStorage.getItem('strip-order')).toBe('["ada","cy"]')

  await press('ArrowUp')
  await press('ArrowUp')
  expect(shown()).toEqual(['cy', 'ada', 'bo'])
  await press('ArrowDown')
  expect(shown()).toEqual(['ada', 'cy', 'bo'])
  expect(await press('ArrowUp', {})).toBe(false)
  expect(await press('ArrowUp', { altKey: true, shiftKey: true })).toBe(false)
})

it('moves a channel forward by its button, except the first', async () => {
  const { place, linkOf, shown } = await openThree()
  expect(place.querySelectorAll('.forward')).toHaveLength(2)
  place.querySelector<HTMLElement>('[data-login="bo"] .forward')?.click()
  await nextTick()
  await nextTick()

  expect(shown()).toEqual(['bo', 'ada', 'cy'])
  expect(document.activeElement).toBe(linkOf('bo'))
})

it('moves a channel by a drag, and back if the drag is cancelled', async () => {
  const { linkOf, shown } = await openThree()
  const drag = (type: string, login: string, dropEffect = 'move') => {
    const event = new MouseEvent(type, { bubbles: true, cancelable: true, clientY: -1 })
    linkOf(login).dispatchEvent(Object.assign(event, { dataTransfer: { dropEffect } }))
    return nextTick()
  }
  await drag('dragover', 'ada')
  expect(shown()).toEqual(['ada', 'bo', 'cy'])

  await drag('dragstart', 'cy')
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 40, 40))
  await drag('dragover', 'ada')
  expect(shown()).toEqual(['cy', 'ada', 'bo'])
  await drag('dragend', 'cy', 'none')
  expect(shown()).toEqual(['ada', 'bo', 'cy'])

  await drag('dragstart', 'cy')
  await drag('dragover', 'bo')
  await drag('dragend', 'cy')
  expect(shown()).toEqual(['ada', 'cy', 'bo'])
})

it('moves the focus from a closed channel to its neighbour', async () => {
  const streamers = ref([seat('ada'), seat('bo'), seat('cy')])
  const onClose = (login: string) => {
    streamers.value = streamers.value.filter((streamer) => streamer.login !== login)
  }
  const place = await mount(() =>
    h(StreamerStrip, { streamers: streamers.value, current: 'ada', onClose }),
  )
  const close = async (login: string) => {
    const button = place.querySelector<HTMLElement>(`[data-login="${login}"] .close`)
    button?.focus()
    button?.click()
    await nextTick()
    await nextTick()
    return document.activeElement?.closest<HTMLElement>('[data-login]')?.dataset.login
  }

  expect(await close('bo')).toBe('cy')
  expect(await close('cy')).toBe('ada')
  await close('ada')
  expect(document.activeElement).toBe(byTestId(place, 'strip-add'))
})
