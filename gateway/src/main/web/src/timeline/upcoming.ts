import { clockTime, dateTime } from '../i18n/format'
import { language } from '../i18n/i18n'

const DAY_MS = 24 * 60 * 60 * 1_000
const CLOCK: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' }

/** The time of a stream to come: by today and tomorrow, the day of this week, or the date. */
export function upcoming(time: number, now: number) {
  // A day can have 23 or 25 hours.
  const days = Math.round((midnight(time) - midnight(now)) / DAY_MS)
  if (days < 2) {
    const day = new Intl.RelativeTimeFormat(language.value, { numeric: 'auto' }).format(days, 'day')
    return `${day}, ${clockTime(time)}`
  }
  return days < 7
    ? dateTime(time, { weekday: 'long', ...CLOCK })
    : dateTime(time, { weekday: 'short', day: 'numeric', month: 'short', ...CLOCK })
}

const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0)
