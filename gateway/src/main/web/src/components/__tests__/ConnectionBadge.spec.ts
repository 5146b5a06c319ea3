import { expect, it, vi } from 'vitest'
import { byTestId, mount } from '../../__tests__/mount'
import { clockTime } from '../../format'
import ConnectionBadge from '../ConnectionBadge.vue'

const asOf = Date.parse('2026-08-01T12:30:00Z')
const open = (props: object) => mount(ConnectionBadge, { asOf, closeCode: null, ...props })

it.each([
  ['connecting', 'Connecting…'],
  ['live', 'Live'],
  ['reconnecting', 'Reconnecting…'],
  ['offline', `Offline – showing data as of ${clockTime(asOf)}`],
  ['failed', 'Live updates do not work in this browser'],
])('is %s', async (state, words) => {
  const badge = byTestId(await open({ state }), 'connection')

  expect(badge?.dataset.state).toBe(state)
  expect(badge?.getAttribute('role')).toBe('status')
  expect(badge?.textContent.trim()).toBe(words)
})

it('gives the reason of a refusal, and lets the viewer try', async () => {
  const onTryNow = vi.fn()
  const page = await open({ state: 'refused', closeCode: 4004, onTryNow })
  page.querySelector('button')?.click()

  expect(page.textContent).toContain('too many viewers')
  expect(onTryNow).toHaveBeenCalledOnce()
})

it('offers nothing to press while it is live', async () => {
  expect((await open({ state: 'live' })).querySelector('button')).toBeNull()
})
