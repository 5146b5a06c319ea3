import { addEnglish } from '../i18n'
import timeline from '../locales/en/timeline.json'

addEnglish({ timeline })
