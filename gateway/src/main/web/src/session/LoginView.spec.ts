import { expect, it } from 'vitest'
import { byTestId, mount } from '../testing/mount'
import LoginView from './LoginView.vue'

const open = (address: string) => mount(LoginView, {}, address)

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
