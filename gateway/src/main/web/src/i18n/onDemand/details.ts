import { addEnglish } from '../i18n'
import details from '../locales/en/details.json'
import headlines from '../locales/en/headlines.json'

addEnglish({ details, headlines })
