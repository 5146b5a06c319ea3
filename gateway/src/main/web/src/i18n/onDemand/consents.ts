import { addEnglish } from '../i18n'
import chatConsent from '../locales/en/chatConsent.json'
import moderator from '../locales/en/moderator.json'

addEnglish({ chatConsent, moderator })
