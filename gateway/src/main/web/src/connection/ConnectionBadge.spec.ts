import { expect, it } from 'vitest'
import { byTestId, mount } from '../testing/mount'
import ConnectionBadge from './ConnectionBadge.vue'

it.each([
  ['connecting', 'Connecting'],
  ['live', 'Connected'],
  ['reconnecting', 'Reconnecting'],
  ['offline', 'No connection'],
  ['refused', 'Refused'],
  ['failed', 'Not connected'],
  ['none', 'No live feed'],
])('is %s', async (state, words) => {
  const badge = byTestId(await mount(ConnectionBadge, { state }), 'connection')

  expect(badge?.dataset.state).toBe(state)
  expect(badge?.getAttribute('role')).toBe('status')
  expect(badge?.textContent.trim()).toBe(words)
  expect(badge?.classList.contains('well')).toBe(state === 'live')
})
