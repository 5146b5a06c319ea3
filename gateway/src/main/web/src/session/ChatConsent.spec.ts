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

it('offers to read chat, and comes back to the streamer', async () => {
  const page = await open([])

  expect(address(page, 'chat-consent')).toBe('/api/auth/login?streamer=tfue&chat=true')
  expect(page.textContent).toContain('write nothing')
})

it('keeps what was consented to before', async () => {
  const page = await open(['bits:read'])

  expect(address(page, 'chat-consent')).toBe('/api/auth/login?streamer=tfue&own=true&chat=true')
})

it('takes back this consent and no other', async () => {
  const page = await open(['user:read:chat', 'bits:read'])

  expect(address(page, 'chat-consent-stop')).toBe('/api/auth/login?streamer=tfue&own=true')
  expect(byTestId(page, 'chat-consent')).toBeNull()
})

it('says that nothing has changed after a refusal', async () => {
  const page = await open([], '/?consent=denied')

  expect(page.querySelector('[role="status"]')?.textContent).toContain('nothing has changed')
})

it('asks nobody who is not signed in', async () => {
  expect((await open(null)).textContent).toBe('')
})

// The last one, since the choice holds for the whole page.
it('does not ask again once it was told not now', async () => {
  const page = await open([])
  page.querySelector('button')?.click()
  await flushPromises()

  expect(byTestId(page, 'chat-consent')).toBeNull()
  expect(byTestId(await open([]), 'chat-consent')).toBeNull()
})
