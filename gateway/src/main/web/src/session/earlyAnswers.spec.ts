import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const { dataset } = document.documentElement
const links: HTMLLinkElement[] = []

beforeEach(() => {
  vi.resetModules()
  links.length = 0
  // In the page, a link would ask a server that does not run.
  vi.spyOn(document.head, 'append').mockImplementation((link) => {
    links.push(link as HTMLLinkElement)
  })
  delete dataset.overlay
  delete dataset.signedIn
})

afterEach(() => {
  location.hash = ''
})

async function preloaded() {
  await import('./earlyAnswers.js')
  return links
    .filter((link) => link.rel === 'preload')
    .map((link) => ['href', 'as', 'crossorigin'].map((name) => link.getAttribute(name)))
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
