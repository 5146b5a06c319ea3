import { addEnglish } from '../i18n'
import channels from '../locales/en/channels.json'

addEnglish({ channels })
