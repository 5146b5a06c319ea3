import { clockTime, locale } from '../i18n/format'
import { language } from '../i18n/i18n'

const DAY_MS = 24 * 60 * 60 * 1_000

/** The time of a stream to come: by today and tomorrow, the day of this week, or the date. */
export const upcoming = (time: number, now: number) => `${dayOf(time, now)}, ${clockTime(time)}`

function dayOf(time: number, now: number) {
  // A day can have 23 or 25 hours.
  const days = Math.round((midnight(time) - midnight(now)) / DAY_MS)
  return days < 2
    ? new Intl.RelativeTimeFormat(language.value, { numeric: 'auto' }).format(days, 'day')
    : new Intl.DateTimeFormat(
        locale.value,
        days < 7 ? { weekday: 'long' } : { weekday: 'short', day: 'numeric', month: 'short' },
      ).format(time)
}

const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0)
