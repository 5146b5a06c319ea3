import { beforeEach, expect, it } from 'vitest'
import { byTestId, mount } from '../testing/mount'
import LoginView from './LoginView.vue'
import { forgetConsents, rememberConsents } from './rememberedConsents'

const open = (address: string) => mount(LoginView, {}, address)

beforeEach(forgetConsents)

it('links to the sign-in', async () => {
  const page = await open('/login')

  expect(byTestId(page, 'login-button')?.getAttribute('href')).toBe('/api/auth/login')
  expect(byTestId(page, 'login-error')).toBeNull()
})

it('passes the streamer to the sign-in', async () => {
  const page = await open('/login?streamer=Tfue')

  expect(byTestId(page, 'login-button')?.getAttribute('href')).toBe('/api/auth/login?streamer=tfue')
})

it('ignores an invalid streamer', async () => {
  const page = await open('/login?streamer=//evil')

  expect(byTestId(page, 'login-button')?.getAttribute('href')).toBe('/api/auth/login')
})

it('shows what to do after a failed sign-in', async () => {
  const error = byTestId(await open('/login?error=denied'), 'login-error')

  expect(error?.getAttribute('role')).toBe('alert')
  expect(error?.textContent).toContain('You did not allow access at Twitch.')
})

const ada = {
  id: '1',
  login: 'ada',
  name: 'Ada',
  avatar: '',
  scopes: ['channel:read:ads', 'user:read:chat', 'user:read:follows'],
}

it('asks for what was allowed last time on this device, and says so', async () => {
  rememberConsents(ada)
  const page = await open('/login?streamer=tfue')

  expect(byTestId(page, 'login-button')?.getAttribute('href')).toBe(
    '/api/auth/login?streamer=tfue&own=true&groups=stream&chat=true&follows=true',
  )
  expect(page.textContent).toContain('what you allowed last time')
  expect(page.querySelector('.other')?.getAttribute('href')).toBe(
    '/api/auth/login?streamer=tfue&switch=true',
  )
})

it('asks for nothing more after a refusal', async () => {
  rememberConsents(ada)
  const page = await open('/login?error=denied')

  expect(byTestId(page, 'login-button')?.getAttribute('href')).toBe('/api/auth/login')
  expect(page.textContent).not.toContain('what you allowed last time')
})
