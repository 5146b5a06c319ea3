import { afterEach, expect, it, vi } from 'vitest'
import { mayBeSignedIn } from './sessionMarker'

const withCookies = (cookies: string, hash = '#/login') => {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue(cookies)
  window.location.hash = hash
  return mayBeSignedIn()
}

afterEach(() => {
  window.location.hash = ''
})

it('finds the marker among other cookies, with HTTP and HTTPS', () => {
  expect(withCookies('signed-in=1')).toBe(true)
  expect(withCookies('__Host-signed-in=1')).toBe(true)
  expect(withCookies('a=b; signed-in=1; c=d')).toBe(true)
})

it('does not accept other cookies as the marker', () => {
  expect(withCookies('')).toBe(false)
  expect(withCookies('signed-in=')).toBe(false)
  expect(withCookies('signed-in=12')).toBe(false)
  expect(withCookies('not-signed-in=1')).toBe(false)
  expect(withCookies('other=signed-in=1')).toBe(false)
})

it('is true without a marker at the end of a sign-in', () => {
  expect(withCookies('', '#/home?streamer=tfue')).toBe(true)
  expect(withCookies('', '')).toBe(false)
})
