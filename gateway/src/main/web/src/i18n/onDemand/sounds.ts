import { addEnglish } from '../i18n'
import sounds from '../locales/en/sounds.json'

addEnglish({ sounds })
