import { readonly } from 'vue'
import { createI18n } from 'vue-i18n'
import en from './locales/en'
import type { Messages } from './locales/messagesOf'

/**
 * English comes with the page, because it stands in for texts that another language lacks. Only
 * the texts of parts that are loaded on demand come with them.
 */
export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en' })
i18n.global.setLocaleMessage('en', en)

/** Adds the English texts of a part that is loaded on demand. */
export function addEnglish(texts: Messages) {
  i18n.global.mergeLocaleMessage('en', texts)
}

export const { t } = i18n.global

/** Whether the current language has its own text of that name. */
export const hasText = (name: string) => i18n.global.te(name)

export const language = readonly(i18n.global.locale)
