import { afterEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { language, t } from './i18n'
import { chooseLanguage, preferredLanguage, startLanguage } from './languages'

afterEach(() => chooseLanguage('en'))

it.each([
  ['', ['de-AT', 'en'], 'de'],
  ['', ['fr', 'de'], 'de'],
  ['', ['fr'], 'en'],
  ['', [], 'en'],
  ['en', ['de'], 'en'],
  ['constructor', ['de'], 'de'],
])(
  'picks a language for the choice %j and the preferences %j: %s',
  (choice, preferences, wanted) => {
    expect(preferredLanguage(choice, preferences)).toBe(wanted)
  },
)

it('switches to another language, and keeps it for the next visit', async () => {
  await chooseLanguage('de')
  expect([t('settings.signOut'), document.documentElement.lang]).toEqual(['Abmelden', 'de'])

  await nextTick()
  expect(localStorage.getItem('language')).toBe('de')
  await startLanguage()
  expect(language.value).toBe('de')
})
