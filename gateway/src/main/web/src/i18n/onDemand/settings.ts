import { addEnglish } from '../i18n'
import settings from '../locales/en/settings.json'

addEnglish({ settings })
