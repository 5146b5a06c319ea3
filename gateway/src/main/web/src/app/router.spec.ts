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
  expect(await at('/nowhere')).toBe('/login')
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
