import { addEnglish } from '../i18n'
import shortcuts from '../locales/en/shortcuts.json'

addEnglish({ shortcuts })
