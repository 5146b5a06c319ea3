import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { anEvent } from '../testing/events'
import { byTestId, mount } from '../testing/mount'
import SubscriptionNotices from './SubscriptionNotices.vue'

const verify = vi.fn()
const viewer = ref({ login: 'ada' })

vi.mock('../session/useSession', () => ({ useSession: () => ({ viewer, verify }) }))

const open = (streamer: string, ...reasons: string[]) =>
  mount(SubscriptionNotices, {
    streamer,
    subscriptions: { active: [], pending: [], refused: [] },
    revocations: reasons.map((reason, n) =>
      anEvent(`r${n}`, n, { type: 'revocation', details: { type: 'channel.raid', reason } }),
    ),
  })

beforeEach(() => {
  vi.useFakeTimers()
  verify.mockReset()
})

afterEach(() => {
  vi.useRealTimers()
})

it.each([
  ['user_removed', 'account-removed'],
  ['authorization_revoked', 'signed-out'],
  ['something_new', 'signed-out'],
])('has the session verified after the revocation %s', async (reason, end) => {
  await open('ada', reason)
  expect(verify).not.toHaveBeenCalled()

  await vi.advanceTimersByTimeAsync(2_000)

  expect(verify).toHaveBeenCalledExactlyOnceWith(end)
})

it('has the session verified although the notice was dismissed', async () => {
  const page = await open('ada', 'user_removed')
  byTestId(page, 'notice-revoked')?.querySelector('button')?.click()
  await nextTick()
  expect(byTestId(page, 'notice-revoked')).toBeNull()

  await vi.advanceTimersByTimeAsync(2_000)

  expect(verify).toHaveBeenCalledOnce()
})

it.each(['version_removed', 'notification_failures_exceeded'])(
  'has the session verified once on the own channel, also with the revocation %s',
  async (reason) => {
    await open('ada', reason)

    await vi.advanceTimersByTimeAsync(10_000)

    expect(verify).toHaveBeenCalledExactlyOnceWith('signed-out')
  },
)

it('leaves the session alone on the channel of another streamer', async () => {
  await open('tfue', 'user_removed')

  await vi.advanceTimersByTimeAsync(10_000)

  expect(verify).not.toHaveBeenCalled()
})
