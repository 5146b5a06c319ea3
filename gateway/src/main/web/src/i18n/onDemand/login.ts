import { addEnglish } from '../i18n'
import login from '../locales/en/login.json'

addEnglish({ login })
