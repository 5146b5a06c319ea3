import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const { dataset } = document.documentElement

beforeEach(() => {
  vi.resetModules()
  document.head.replaceChildren()
  delete dataset.overlay
  delete dataset.signedIn
})

afterEach(() => {
  location.hash = ''
})

async function preloaded() {
  await import('./earlyAnswers.js')
  return [...document.head.querySelectorAll<HTMLLinkElement>('link[rel=preload]')].map((link) => [
    link.getAttribute('href'),
    link.getAttribute('as'),
    link.getAttribute('crossorigin'),
  ])
}

const CONFIG = ['/api/config', 'fetch', 'anonymous']
const VIEWER = ['/api/auth/me', 'fetch', 'anonymous']

it('asks for the configuration while the code loads', async () => {
  expect(await preloaded()).toEqual([CONFIG])
})

it('asks for the viewer of a page with a session', async () => {
  dataset.signedIn = ''

  expect(await preloaded()).toEqual([CONFIG, VIEWER])
})

it('asks for the viewer where a sign-in ends', async () => {
  location.hash = '#/home?streamer=tfue'

  expect(await preloaded()).toEqual([CONFIG, VIEWER])
})

it('leaves the requests of an overlay to its token', async () => {
  dataset.overlay = ''

  expect(await preloaded()).toEqual([])
})
