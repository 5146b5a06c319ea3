import { t } from '../i18n/i18n'
import '../i18n/onDemand/login'

const CODES = [
  'denied',
  'expired',
  'replayed',
  'forged',
  'failed',
  'unavailable',
  'signed-out',
  'account-removed',
]

export const loginErrorSentence = (code: string) =>
  t(`login.errors.${CODES.includes(code) ? code : 'other'}`)
