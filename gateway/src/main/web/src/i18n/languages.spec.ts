import { afterEach, expect, it } from 'vitest'
import { language, t } from './i18n'
import { chooseLanguage, preferredLanguage, startLanguage } from './languages'

afterEach(async () => {
  localStorage.clear()
  await startLanguage()
})

it.each([
  [null, ['de-AT', 'en'], 'de'],
  [null, ['fr', 'de'], 'de'],
  [null, ['fr'], 'en'],
  [null, [], 'en'],
  ['en', ['de'], 'en'],
  ['constructor', ['de'], 'de'],
])('after the choice %j and the wishes %j it is %s', (choice, wishes, wanted) => {
  expect(preferredLanguage(choice, wishes)).toBe(wanted)
})

it('speaks another language when asked to, and again at the next visit', async () => {
  await chooseLanguage('de')
  expect([t('app.signOut'), document.documentElement.lang]).toEqual(['Abmelden', 'de'])

  await startLanguage()
  expect(language.value).toBe('de')
})
