import { expect, it, vi } from 'vitest'
import { byTestId, mount } from '../testing/mount'
import EventMenu from './EventMenu.vue'

const streamer = { id: '1', login: 'tfue', name: 'Tfue', avatar: '' }
const open = (address: string) => mount(EventMenu, { events: [], streamer, place: null }, address)
const windowFor = (menu: Element, name: string) =>
  byTestId<HTMLAnchorElement>(menu, `window-${name}`)

it('opens events and chat in small windows, by addresses that can be copied', async () => {
  const opened = vi.spyOn(window, 'open').mockReturnValue(null)
  const menu = await open('/home?streamer=tfue')

  expect(windowFor(menu, 'events')?.getAttribute('href')).toBe('#/feed?streamer=tfue')
  windowFor(menu, 'events')?.click()
  windowFor(menu, 'chat')?.click()

  expect(opened.mock.calls).toEqual([
    ['#/feed?streamer=tfue', '_blank', expect.stringContaining('popup')],
    ['https://www.twitch.tv/popout/tfue/chat', '_blank', expect.stringContaining('popup')],
  ])
})

it('does not offer events alone where they are alone', async () => {
  const menu = await open('/feed?streamer=tfue')

  expect(windowFor(menu, 'events')).toBeNull()
  expect(windowFor(menu, 'chat')).not.toBeNull()
})
