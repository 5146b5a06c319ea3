const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const relative = new Intl.RelativeTimeFormat('en', { style: 'narrow', numeric: 'always' })
const clock = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })
const counts = new Intl.NumberFormat('en')

export const clockTime = (time: number) => clock.format(time)
export const exactTime = (at: string) => exact.format(Date.parse(at))
export const count = (value: number) => counts.format(value)

/** Clocks differ a little, so a time just ahead of ours also counts as now. */
export function relativeTime(at: string, now: number) {
  const seconds = Math.floor((now - Date.parse(at)) / 1000)
  if (seconds < 5) return 'just now'
  if (seconds < MINUTE) return relative.format(-seconds, 'second')
  if (seconds < HOUR) return relative.format(-Math.floor(seconds / MINUTE), 'minute')
  if (seconds < DAY) return relative.format(-Math.floor(seconds / HOUR), 'hour')
  return relative.format(-Math.floor(seconds / DAY), 'day')
}

export function uptime(startedAt: string, now: number) {
  const seconds = Math.max(0, Math.floor((now - Date.parse(startedAt)) / 1000))
  const parts = [Math.floor((seconds % HOUR) / MINUTE), seconds % MINUTE]
  return [Math.floor(seconds / HOUR), ...parts.map((part) => String(part).padStart(2, '0'))].join(
    ':',
  )
}

/** `category_name` becomes `Category name`. */
export function label(key: string) {
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
