import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseLanguage } from '../i18n/languages'
import { loginErrorSentence } from './loginErrors'

const CODES = [
  'denied',
  'expired',
  'replayed',
  'forged',
  'failed',
  'unavailable',
  'signed-out',
  'account-removed',
]

describe('loginErrorSentence', () => {
  it('has a different sentence for each code, always with what to press', () => {
    const sentences = CODES.map(loginErrorSentence)

    expect(new Set(sentences).size).toBe(CODES.length)
    for (const sentence of sentences) expect(sentence).toContain('Sign in')
  })

  it.each(['nonsense', '', '<b>', 'constructor'])(
    'has a sentence for the unknown code %j',
    (code) => {
      expect(loginErrorSentence(code)).toBe('The sign-in did not work. Press Sign in to try again.')
    },
  )
})

describe('loginErrorSentence in German', () => {
  beforeAll(() => chooseLanguage('de'))
  afterAll(() => chooseLanguage('en'))

  it('tells that the account was deleted', () => {
    expect(loginErrorSentence('account-removed')).toContain('Konto gibt es bei Twitch nicht mehr')
  })
})
