import { expect, it } from 'vitest'
import { byTestId, mount } from '../testing/mount'
import UnknownView from './UnknownView.vue'

const open = async (path: string, query = '') => {
  const place = await mount(UnknownView, { path }, `/${path}${query}`)
  return {
    sentence: byTestId(place, 'unknown')?.textContent.trim(),
    watch: byTestId(place, 'unknown-watch')?.getAttribute('href') ?? null,
    home: byTestId(place, 'unknown-home')?.getAttribute('href'),
  }
}

it('names the address, and leads home', async () => {
  const page = await open('settings/sounds')

  expect(page.sentence).toBe('There is no page at “#/settings/sounds”.')
  expect(page.home).toBe('/')
  expect(page.watch).toBeNull()
})

it('offers the streamer that the address names', async () => {
  expect((await open('tfue')).watch).toContain('streamer=tfue')
  expect((await open('twitch.tv/Tfue')).watch).toContain('streamer=tfue')
  expect((await open('watch', '?streamer=tfue')).watch).toContain('streamer=tfue')
  expect((await open('watch', '?streamer=no+name')).watch).toBeNull()
})

it('cuts a long address', async () => {
  expect((await open('x'.repeat(500))).sentence?.length).toBeLessThan(120)
})
