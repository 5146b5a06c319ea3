import { useStored } from '../storage/useStored'
import { loadSentences, setSentences } from './headlines/headline'
import { i18n, setMessages } from './i18n'
import type { Messages } from './locales/messagesOf'

/** Each language under its own name, which its speakers recognise. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' }
export type Language = keyof typeof LANGUAGES

/** Empty until the viewer chooses one. */
const stored = useStored<string>('language', '')

const translations: Record<Exclude<Language, 'en'>, () => Promise<{ default: Messages }>> = {
  de: () => import('./locales/de'),
}

/** Uses the language chosen on this device, or else the browser's first preference. */
export const startLanguage = () => switchTo(preferredLanguage(stored.value, navigator.languages))

export async function chooseLanguage(chosen: Language) {
  await switchTo(chosen)
  stored.value = chosen
}

export function preferredLanguage(choice: string, preferences: readonly string[]): Language {
  const codes = [choice, ...preferences.map((code) => code.split('-', 1)[0] ?? '')]
  return codes.find(isLanguage) ?? 'en'
}

/** Uses a language without keeping the choice; an unknown one changes nothing. */
export async function speak(code: string) {
  if (isLanguage(code)) await switchTo(code)
}

async function switchTo(wanted: Language) {
  if (wanted === 'en') {
    setSentences(null)
  } else {
    const [texts, sentences] = await Promise.all([translations[wanted](), loadSentences()])
    setMessages(wanted, texts.default)
    setSentences(sentences)
  }
  i18n.global.locale.value = wanted
  document.documentElement.lang = wanted
}

const isLanguage = (code: string): code is Language => Object.hasOwn(LANGUAGES, code)
