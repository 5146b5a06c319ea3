import { expect, it } from 'vitest'
import { told } from '../../testing/events'
import { byTestId, mount } from '../../testing/mount'
import { arrivedOn } from '../entries/feed'
import PinnedEvents from './PinnedEvents.vue'

const adBreak = () => told('ad', 0, 'ad.begin', { amount: 90 }, { at: new Date().toISOString() })
const pins = (live: boolean) =>
  mount(PinnedEvents, { feed: [arrivedOn('private-tfue', adBreak())], live })

it('pins an ad break while the stream is live, and no longer', async () => {
  expect(byTestId(await pins(true), 'pin')?.textContent).toContain('left')
  expect(byTestId(await pins(false), 'pin')).toBeNull()
})
