import { expect, it } from 'vitest'
import { remembered } from '../feed/entries/feed'
import { rowsOf } from '../feed/rows/feedRows'
import { person, told } from '../testing/events'
import { byTestId, mount } from '../testing/mount'
import OverlayEvent from './OverlayEvent.vue'

it('words a burst as the feed does', async () => {
  const follows = [1, 2, 3].map((id) =>
    told(`f${id}`, 1, 'follow', { actor: person(`User ${id}`) }),
  )
  const [row] = rowsOf(follows.map(remembered))
  const place = await mount(OverlayEvent, { row })

  expect(byTestId(place, 'overlay-event')?.textContent.trim()).toBe('3 new followers')
})
