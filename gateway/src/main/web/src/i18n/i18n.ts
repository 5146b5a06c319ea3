import { markRaw, readonly } from 'vue'
import { createI18n } from 'vue-i18n'
import en from './locales/en'
import type { Messages } from './locales/messagesOf'

/**
 * English comes with the page, because it stands in for texts that another language lacks. Only
 * the texts of parts that are loaded on demand come with them.
 */
export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en' })
setMessages('en', en)

/** Sets the texts of a language. Texts never change, and reactive ones would slow each of their readers down. */
export function setMessages(of: string, texts: Messages) {
  i18n.global.setLocaleMessage(of, markRaw(texts))
}

/** Adds the English texts of a part that is loaded on demand: whole areas, before the part shows them. */
export function addEnglish(areas: Messages) {
  Object.assign(en, areas)
}

export const { t } = i18n.global

/** Whether the current language has its own text of that name. */
export const hasText = (name: string) => i18n.global.te(name)

export const language = readonly(i18n.global.locale)
