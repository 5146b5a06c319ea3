import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseLanguage } from '../i18n/languages'
import { byTestId, mount } from '../testing/mount'
import SignInNotice from './SignInNotice.vue'
import { eventually } from '../testing/eventually'

const noticeAt = async (address: string) =>
  byTestId(await mount(SignInNotice, {}, address), 'sign-in-notice')

it.each(['failed', 'unavailable'])('tells that a further sign-in is %s', async (error) => {
  const notice = await noticeAt(`/home?error=${error}`)

  expect(notice?.textContent).toContain('You are still signed in')
})

it.each(['', '?error=forged', '?error=replayed', '?error=nonsense', '?error=failed&error=failed'])(
  'is hidden at /home%s',
  async (query) => {
    expect(await noticeAt(`/home${query}`)).toBeNull()
  },
)

it('disappears when dismissed, and keeps the streamer', async () => {
  const page = await mount(SignInNotice, {}, '/home?streamer=tfue&error=failed')
  byTestId(page, 'sign-in-notice')?.querySelector('button')?.click()

  await eventually(() => {
    expect(byTestId(page, 'sign-in-notice')).toBeNull()
  })
})

describe('in German', () => {
  beforeAll(() => chooseLanguage('de'))
  afterAll(() => chooseLanguage('en'))

  it('is translated', async () => {
    const notice = await noticeAt('/home?error=failed')

    expect(notice?.textContent).toContain('Du bist weiter angemeldet')
  })
})
