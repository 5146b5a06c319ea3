import { addEnglish } from '../i18n'
import broadcast from '../locales/en/broadcast.json'

addEnglish({ broadcast })
