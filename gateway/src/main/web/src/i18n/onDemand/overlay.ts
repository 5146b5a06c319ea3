import { addEnglish } from '../i18n'
import overlay from '../locales/en/overlay.json'

addEnglish({ overlay })
