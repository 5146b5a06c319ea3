import { addEnglish } from '../i18n'
import subscriptions from '../locales/en/subscriptions.json'

addEnglish({ subscriptions })
