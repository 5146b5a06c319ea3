import { addEnglish } from '../i18n'
import unknown from '../locales/en/unknown.json'

addEnglish({ unknown })
