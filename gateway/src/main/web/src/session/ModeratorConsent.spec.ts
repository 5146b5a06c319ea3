import { beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { Viewer } from '../contract/contract'
import { byTestId, mount } from '../testing/mount'
import { anOpenedStream } from '../testing/streamEvents'
import ModeratorConsent from './ModeratorConsent.vue'

const viewer = (...scopes: string[]): Viewer => ({
  id: '42',
  login: 'ada',
  name: 'Ada',
  avatar: '',
  scopes,
})

const open = (moderator: boolean, ...scopes: string[]) =>
  mount(ModeratorConsent, { opened: anOpenedStream({ moderator }), viewer: viewer(...scopes) })

beforeEach(() => {
  localStorage.clear()
})

it('asks for the consent, and keeps earlier consents', async () => {
  const page = await open(false, 'channel:read:ads', 'user:read:chat')

  expect(byTestId(page, 'moderator-consent-offer')?.textContent).toContain('Do you moderate')
  expect(byTestId(page, 'moderator-consent')?.getAttribute('href')).toBe(
    '/api/auth/login?streamer=tfue&own=true&groups=stream%2Cmoderated&chat=true',
  )
})

it('asks no more after a refusal, unless the viewer moderates the channel', async () => {
  const page = await open(false)
  page.querySelector('button')?.click()
  await nextTick()
  expect(page.querySelector('details')).toBeNull()

  expect((await open(false)).querySelector('details')).toBeNull()
  const moderator = await open(true, 'user:read:moderated_channels')
  expect(byTestId(moderator, 'moderator-consent-offer')?.textContent).toContain('You moderate')
})

it('asks nothing of a viewer who is no moderator', async () => {
  const page = await open(false, 'user:read:moderated_channels')

  expect(page.querySelector('details, p')).toBeNull()
})
