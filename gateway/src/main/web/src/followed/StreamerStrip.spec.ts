import { expect, it } from 'vitest'
import { mount } from '../testing/mount'
import type { FollowedStreamer } from './followedStreamers'
import StreamerStrip from './StreamerStrip.vue'

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
