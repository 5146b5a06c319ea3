import { beforeEach, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { router } from './router'
import { signInAgain } from './signInAgain'
import { eventually } from '../testing/eventually'

const viewer = ref<{ login: string } | null>(null)
let still = false

vi.mock('../session/useSession', () => ({
  useSession: () => ({
    ready: Promise.resolve(),
    viewer,
    isStillSignedIn: () => {
      if (!still) viewer.value = null
      return Promise.resolve(still)
    },
  }),
}))
vi.mock('./views', () => ({ HomeView: {}, FeedView: {} }))
vi.mock('../session/LoginView.vue', () => ({ default: {} }))
vi.mock('./FeedView.vue', () => ({ default: {} }))

const at = async (address: string) => {
  await router.replace(address)
  return router.currentRoute.value.fullPath
}

async function leave(reason: Parameters<typeof signInAgain>[0], from: string) {
  viewer.value = { login: 'ada' }
  await at(from)
  await signInAgain(reason)
  await eventually(() => {
    expect(router.currentRoute.value.name).toBe('login')
  })
  return router.currentRoute.value.fullPath
}

beforeEach(() => {
  still = false
  sessionStorage.clear()
})

it.each([
  ['signed-out', '/home?streamer=tfue', '/login?error=signed-out&streamer=tfue'],
  ['signed-out', '/home?streamer=ada', '/login?error=signed-out&streamer=ada'],
  ['account-removed', '/home?streamer=tfue', '/login?error=account-removed&streamer=tfue'],
  ['account-removed', '/home?streamer=ada', '/login?error=account-removed'],
  ['account-removed', '/home?streamer=Twitch.tv/Ada', '/login?error=account-removed'],
  ['account-removed', '/home', '/login?error=account-removed'],
] as const)('leads from a session that is %s at %s to %s', async (reason, from, to) => {
  expect(await leave(reason, from)).toBe(to)
})

it('never comes back to the events of a channel that was deleted with the account', async () => {
  await leave('account-removed', '/feed?streamer=ada')

  viewer.value = { login: 'bo' }
  expect(await at('/home')).toBe('/home')
})

it('keeps the first reason, and knows the account although a second call failed', async () => {
  await leave('account-removed', '/home?streamer=ada')
  await signInAgain('signed-out')
  expect(router.currentRoute.value.fullPath).toBe('/login?error=account-removed')

  viewer.value = { login: 'ada' }
  await at('/home?streamer=ada')
  await Promise.all([signInAgain('account-removed'), signInAgain('account-removed')])
  await eventually(() => {
    expect(router.currentRoute.value.fullPath).toBe('/login?error=account-removed')
  })
})

it.each([
  [['account-removed', 'signed-out']],
  [['signed-out', 'account-removed']],
  [['signed-out', 'signed-out', 'account-removed']],
] as const)('tells of the deletion among calls that end together: %s', async (reasons) => {
  viewer.value = { login: 'ada' }
  await at('/home?streamer=ada')
  await Promise.all(reasons.map((reason) => signInAgain(reason)))

  expect(router.currentRoute.value.fullPath).toBe('/login?error=account-removed')
})

it('tells of the deletion although another call ended before', async () => {
  await leave('signed-out', '/home?streamer=ada')
  await signInAgain('account-removed')

  expect(router.currentRoute.value.fullPath).toBe('/login?error=account-removed')
})

it('stays where another tab has renewed the session', async () => {
  still = true
  viewer.value = { login: 'ada' }
  await at('/home?streamer=tfue')
  await signInAgain('signed-out')

  expect(router.currentRoute.value.fullPath).toBe('/home?streamer=tfue')
})
