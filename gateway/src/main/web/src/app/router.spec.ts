import { beforeEach, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { router } from './router'

const viewer = ref<object | null>(null)

vi.mock('../session/useSession', () => ({
  useSession: () => ({ ready: Promise.resolve(), viewer }),
}))
vi.mock('./views', () => ({ HomeView: {}, FeedView: {} }))

const at = async (address: string) => {
  await router.replace(address)
  return router.currentRoute.value.fullPath
}

beforeEach(() => {
  viewer.value = null
})

it('sends signed-out viewers to the sign-in, and keeps the streamer', async () => {
  expect(await at('/home')).toBe('/login')
  expect(await at('/home?streamer=tfue')).toBe('/login?streamer=tfue')
  expect(await at('/feed?streamer=tfue')).toBe('/login?streamer=tfue')
  expect(await at('/')).toBe('/login')
})

it('says that it does not know an address, with and without a sign-in', async () => {
  for (const user of [null, {}]) {
    viewer.value = user
    expect(await at('/nowhere?streamer=tfue')).toBe('/nowhere?streamer=tfue')
    expect(router.currentRoute.value.name).toBe('unknown')
  }
})

it('sends signed-in viewers home, whatever error an address names', async () => {
  viewer.value = {}

  expect(await at('/login?streamer=tfue')).toBe('/home?streamer=tfue')
  expect(await at('/login?error=denied')).toBe('/home')
  expect(await at('/login?error=forged&streamer=tfue')).toBe('/home?streamer=tfue')
  expect(await at('/home?streamer=tfue')).toBe('/home?streamer=tfue')
  expect(await at('/feed?streamer=tfue')).toBe('/feed?streamer=tfue')
  expect(await at('/')).toBe('/home')
})

it('returns to the events alone if the sign-in began there, once', async () => {
  expect(await at('/feed?streamer=tfue&show=raid')).toBe('/login?streamer=tfue')
  expect(await at('/login?error=denied&streamer=tfue')).toBe('/login?error=denied&streamer=tfue')
  viewer.value = {}

  expect(await at('/home?streamer=tfue')).toBe('/feed?streamer=tfue&show=raid')
  expect(await at('/home?streamer=tfue')).toBe('/home?streamer=tfue')
})

it('forgets where a sign-in began once the viewer goes elsewhere', async () => {
  await at('/feed?streamer=tfue')
  viewer.value = {}

  expect(await at('/home?streamer=ada')).toBe('/home?streamer=ada')
  expect(await at('/home?streamer=tfue')).toBe('/home?streamer=tfue')
})
