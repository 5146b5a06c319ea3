import { addEnglish } from '../i18n'
import embedNotice from '../locales/en/embedNotice.json'

addEnglish({ embedNotice })
