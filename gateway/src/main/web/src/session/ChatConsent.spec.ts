import { expect, it } from 'vitest'
import { byTestId, flushPromises, mount } from '../testing/mount'
import ChatConsent from './ChatConsent.vue'

const open = (scopes: string[] | null, address = '/') =>
  mount(
    ChatConsent,
    {
      login: 'tfue',
      viewer: scopes && { id: '1', login: 'ada', name: 'Ada', avatar: '', scopes },
    },
    address,
  )

const address = (page: Element, id: string) => byTestId(page, id)?.getAttribute('href')

it('offers to read chat, and returns to the streamer', async () => {
  const page = await open([])

  expect(address(page, 'chat-consent')).toBe('/api/auth/login?streamer=tfue&chat=true')
  expect(page.textContent).toContain('never post')
})

it('keeps earlier consents', async () => {
  const page = await open(['bits:read'])

  expect(address(page, 'chat-consent')).toBe(
    '/api/auth/login?streamer=tfue&own=true&groups=support&chat=true',
  )
})

it('withdraws this consent only', async () => {
  const page = await open(['user:read:chat', 'bits:read'])

  expect(address(page, 'chat-consent-stop')).toBe(
    '/api/auth/login?streamer=tfue&own=true&groups=support',
  )
  expect(byTestId(page, 'chat-consent')).toBeNull()
})

it('shows that nothing has changed after a refusal', async () => {
  const page = await open([], '/?consent=denied')

  expect(page.querySelector('[role="status"]')?.textContent).toContain('Nothing changed')
})

it('is hidden for signed-out viewers', async () => {
  expect((await open(null)).textContent).toBe('')
})

it('is no offer on the own channel', async () => {
  const viewer = { id: '1', login: 'tfue', name: 'Tfue', avatar: '', scopes: [] }
  const page = await mount(ChatConsent, { login: 'tfue', viewer })

  expect(page.textContent).toBe('')
})

// Must be the last test: the choice holds for the whole page.
it('stays hidden after “Not now”', async () => {
  const page = await open([])
  page.querySelector('button')?.click()
  await flushPromises()

  expect(byTestId(page, 'chat-consent')).toBeNull()
  expect(byTestId(await open([]), 'chat-consent')).toBeNull()
})
