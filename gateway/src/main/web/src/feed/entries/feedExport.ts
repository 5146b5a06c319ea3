import type { StreamEvent } from '../../contract/contract'
import { factsOf, nameOf } from '../../contract/facts'
import { headlineOf } from '../../i18n/headlines/headline'

export type ExportFormat = 'json' | 'csv'

const MINUTE_MS = 60_000

const COLUMNS: [name: string, value: (event: StreamEvent) => string][] = [
  ['time', ({ at }) => at],
  ['type', ({ type }) => type],
  ['streamer', ({ streamer }) => streamer.login],
  ['headline', headlineOf],
  ['action', (event) => factsOf(event).action],
  ['person', (event) => nameOf(factsOf(event).actor) ?? ''],
  ['login', (event) => factsOf(event).actor?.login ?? ''],
  ['amount', (event) => String(factsOf(event).amount ?? '')],
  ['unit', (event) => factsOf(event).unit ?? ''],
  ['quote', (event) => factsOf(event).quote ?? ''],
  ['id', ({ id }) => id],
  ['details', ({ details }) => JSON.stringify(details)],
]

/** CSV with a byte order mark, without which spreadsheets do not recognise UTF-8. */
export function asCsv(events: readonly StreamEvent[]) {
  const lines = [
    COLUMNS.map(([name]) => name),
    ...events.map((event) => COLUMNS.map(([, value]) => cell(value(event)))),
  ]
  return `\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`
}

export const asJson = (events: readonly StreamEvent[]) => JSON.stringify(events, null, 2)

/**
 * Quotes a cell. Spreadsheets run texts that begin like a formula, and viewers choose names and
 * messages; an apostrophe turns them into plain text.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(text: string) {
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** Saves events as a file. */
export function download(login: string, events: readonly StreamEvent[], format: ExportFormat) {
  const content = format === 'csv' ? asCsv(events) : asJson(events)
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json'
  saveFile(fileName(login, new Date(), format), content, type)
}

export function saveFile(name: string, content: string, type: string) {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser needs the address until the download has begun.
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 60_000)
}

export const fileName = (login: string, now: Date, format: ExportFormat) =>
  `${login}-events-${fileTime(now)}.${format}`

/** The date and the time on the viewer's clock for the name of a file, where colons are not allowed. */
export const fileTime = (time: Date) =>
  new Date(time.getTime() - time.getTimezoneOffset() * MINUTE_MS)
    .toISOString()
    .slice(0, 19)
    .replaceAll(':', '')
