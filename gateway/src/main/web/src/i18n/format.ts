import { computed } from 'vue'
import { language, t } from './i18n'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The viewer's region, if the page speaks its language: dates of Britain differ from American ones. */
export const locale = computed(
  () => navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value,
)
/** The viewer's clock, of 12 or 24 hours, whatever language the page speaks. */
const clock = computed(() => {
  const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions()
  return { hourCycle }
})

const formats = {
  relative: computed(
    () =>
      new Intl.RelativeTimeFormat(language.value, {
        // In other languages the narrow style writes both minute and metre as m.
        style: language.value === 'en' ? 'narrow' : 'short',
        numeric: 'always',
      }),
  ),
  counts: computed(() => new Intl.NumberFormat(language.value)),
  list: computed(() => new Intl.ListFormat(language.value)),
  clock: computed(
    () => new Intl.DateTimeFormat(locale.value, { timeStyle: 'short', ...clock.value }),
  ),
  exact: computed(
    () =>
      new Intl.DateTimeFormat(locale.value, {
        dateStyle: 'medium',
        timeStyle: 'medium',
        ...clock.value,
      }),
  ),
}

/**
 * Makes the formats ahead of their first use, each in a task of its own. The first takes a slow phone some 40 ms, and
 * the formats of numbers and lists take 5 ms.
 */
export function prepareFormats() {
  for (const format of Object.values(formats)) setTimeout(() => format.value)
}

export const clockTime = (time: number) => formats.clock.value.format(time)
const DAY_MS = DAY * 1_000
/** The clock of a time, with the day if it is not of today. */
export const moment = (time: number) =>
  Math.abs(Date.now() - time) < DAY_MS / 2
    ? clockTime(time)
    : new Intl.DateTimeFormat(locale.value, {
        dateStyle: 'medium',
        timeStyle: 'short',
        ...clock.value,
      }).format(time)
export const exactTime = (at: string) => formats.exact.value.format(Date.parse(at))
export const dateOf = (at: string) =>
  new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium' }).format(Date.parse(at))
export const count = (value: number) => formats.counts.value.format(value)
export const money = (value: number, currency: string, places: number) =>
  new Intl.NumberFormat(language.value, {
    style: 'currency',
    currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(value)
export const listOf = (words: string[]) => formats.list.value.format(words)

/** Formats the distance of a time. Clocks differ slightly, so the near future counts as now. */
export function relativeTime(at: string, now: number) {
  const relative = formats.relative.value
  const seconds = Math.floor((now - Date.parse(at)) / 1000)
  if (seconds < 5) return t('app.justNow')
  if (seconds < MINUTE) return relative.format(-seconds, 'second')
  if (seconds < HOUR) return relative.format(-Math.floor(seconds / MINUTE), 'minute')
  if (seconds < DAY) return relative.format(-Math.floor(seconds / HOUR), 'hour')
  return relative.format(-Math.floor(seconds / DAY), 'day')
}

export const uptime = (startedAt: string, now: number) =>
  clockOf(Math.max(0, Math.floor((now - Date.parse(startedAt)) / 1000)))

/** A duration in seconds as hours, minutes and seconds. */
export function clockOf(seconds: number) {
  const parts = [Math.floor((seconds % HOUR) / MINUTE), seconds % MINUTE]
  return [Math.floor(seconds / HOUR), ...parts.map((part) => String(part).padStart(2, '0'))].join(
    ':',
  )
}
