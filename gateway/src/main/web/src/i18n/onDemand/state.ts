import { addEnglish } from '../i18n'
import state from '../locales/en/state.json'

addEnglish({ state })
