import { addEnglish } from '../i18n'
import unlock from '../locales/en/unlock.json'

addEnglish({ unlock })
