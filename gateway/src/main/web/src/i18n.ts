import { readonly, shallowRef } from 'vue'
import { createI18n } from 'vue-i18n'
import en from './locales/en'
import type { Messages } from './locales/messagesOf'
import { store, stored } from './storage'

/** By their own names, as whoever looks for them knows them. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' }
export type Language = keyof typeof LANGUAGES

const STORED = 'language'

/** English comes with the page, because a text that lacks elsewhere is taken from it. */
const others: Record<Exclude<Language, 'en'>, () => Promise<{ default: Messages }>> = {
  de: () => import('./locales/de'),
}

export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en' })
i18n.global.setLocaleMessage('en', en)

export const { t } = i18n.global

/** Whether the language that is spoken has a text of its own. */
export const hasText = (name: string) => i18n.global.te(name)

/** Words for what the server says; null in English, which it speaks itself. */
export const serverWords = shallowRef<typeof import('./headlines/sentence') | null>(null)
export const language = readonly(i18n.global.locale)

/** Speaks what was chosen on this device, or else what the browser asks for first. */
export const startLanguage = () => speak(preferredLanguage(stored(STORED), navigator.languages))

export async function chooseLanguage(chosen: Language) {
  await speak(chosen)
  store(STORED, chosen)
}

export function preferredLanguage(choice: string | null, wishes: readonly string[]): Language {
  const known = [choice ?? '', ...wishes.map((wish) => wish.split('-', 1)[0] ?? '')].find(isKnown)
  return known ?? 'en'
}

async function speak(wanted: Language) {
  if (wanted === 'en') {
    serverWords.value = null
  } else {
    const [texts, words] = await Promise.all([others[wanted](), import('./headlines/sentence')])
    i18n.global.setLocaleMessage(wanted, texts.default)
    serverWords.value = words
  }
  i18n.global.locale.value = wanted
  document.documentElement.lang = wanted
}

const isKnown = (code: string): code is Language => Object.hasOwn(LANGUAGES, code)
