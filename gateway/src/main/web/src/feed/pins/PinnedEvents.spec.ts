import { expect, it } from 'vitest'
import { told } from '../../testing/events'
import { byTestId, mount } from '../../testing/mount'
import { arrivedOn } from '../entries/feed'
import PinnedEvents from './PinnedEvents.vue'

const adBreak = () => told('ad', 0, 'ad.begin', { amount: 90 }, { at: new Date().toISOString() })
const pins = (live: boolean) =>
  mount(PinnedEvents, { feed: [arrivedOn('private-tfue', adBreak())], live })

it('waits for the result of a poll whose time is up', async () => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString()
  const facts = { object: { kind: 'poll', id: 'p' }, until: ago(5) }
  const poll = told('poll', 0, 'poll.begin', facts, { at: ago(65) })
  const page = await mount(PinnedEvents, { feed: [arrivedOn('private-tfue', poll)], live: true })

  expect(byTestId(page, 'pin')?.textContent).toContain('Time’s up')
})

it('pins an ad break while the stream is live, and no longer', async () => {
  expect(byTestId(await pins(true), 'pin')?.textContent).toContain('left')
  expect(byTestId(await pins(false), 'pin')).toBeNull()
})
