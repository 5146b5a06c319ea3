import { beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { byTestId, mount } from '../testing/mount'
import UnlockCard from './UnlockCard.vue'

const consents = (...given: boolean[]) =>
  given.map((it, n) => ({
    scopes: [`scope:${n}`],
    name: ['support', 'play', 'stream'][n] ?? 'community',
    given: it,
  }))

const open = (given: boolean[], address?: string) =>
  mount(UnlockCard, { consents: consents(...given), login: 'ada' }, address)

beforeEach(() => {
  localStorage.clear()
})

it('is hidden on another channel', async () => {
  expect((await open([])).querySelector('section')).toBeNull()
})

it('shows which groups are unlocked, and links to Twitch', async () => {
  const page = await open([true, false, false])

  expect(page.querySelector('h2')?.textContent).toContain('Your channel: 2 more groups')
  const words = [...page.querySelectorAll('li')].map((item) => item.textContent.trim())
  expect(words).toEqual([
    expect.stringMatching(/^Support\s*\(allowed\)\s*Subscriptions and gifts/),
    expect.stringMatching(/^Play\s*\(not allowed\)\s*Hype trains.*Unlock this: Play$/s),
    expect.stringMatching(/^Stream\s*\(not allowed\)\s*When ad breaks.*Unlock this: Stream$/s),
  ])
  expect(byTestId(page, 'unlock')?.getAttribute('href')).toBe(
    '/api/auth/login?streamer=ada&own=true&groups=support%2Cplay%2Cstream',
  )
  expect(byTestId(page, 'unlock-play')?.getAttribute('href')).toBe(
    '/api/auth/login?streamer=ada&own=true&groups=play',
  )
})

it('shows only how to withdraw when all groups are unlocked', async () => {
  const page = await open([true, true])
  const link = page.querySelector<HTMLAnchorElement>('details a')

  expect(byTestId(page, 'unlock')).toBeNull()
  expect(link?.href).toBe('https://www.twitch.tv/settings/connections')
  expect(link?.rel).toBe('noopener noreferrer')
})

it('shows that a refusal changed nothing', async () => {
  expect((await open([false], '/?consent=denied')).textContent).toContain(
    'You chose not to allow it',
  )
})

it('can be folded, and stays folded', async () => {
  const toggle = byTestId(await open([false]), 'unlock-toggle')
  toggle?.click()
  await nextTick()
  expect(toggle?.getAttribute('aria-expanded')).toBe('false')

  const again = byTestId(await open([false]), 'unlock-toggle')
  expect(again?.getAttribute('aria-expanded')).toBe('false')
})
