import { addEnglish } from '../i18n'
import tools from '../locales/en/tools.json'

addEnglish({ tools })
