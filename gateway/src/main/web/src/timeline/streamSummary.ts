import { fileTime } from '../feed/entries/feedExport'
import { clockTime, count, exactTime, uptime } from '../i18n/format'
import { t } from '../i18n/i18n'
import { topMoments, type Moment } from './moments'
import type { StreamSession } from './streamSession'
import type { StreamTotals } from './streamTotals'

/** How many moments a summary names. */
export const TOP = 5

/** A broadcast to sum up. */
export interface Broadcast {
  name: string
  login: string
  title: string
  category: string
  session: StreamSession
  totals: StreamTotals
  moments: readonly Moment[]
}

export interface Tile {
  id: string
  label: string
  value: string
  more: string
}

/** The figures that are known, each with its name. */
export function tilesOf({ peak, ...total }: StreamTotals): Tile[] {
  const tile = (id: string, value: number, more = '') =>
    value > 0 ? [{ id, label: t(`timeline.tiles.${id}`, value), value: count(value), more }] : []
  return [
    ...tile('peak', peak?.viewers ?? 0, peak ? clockTime(peak.time) : ''),
    ...tile(
      'raids',
      total.raids,
      t('timeline.raiders', { count: count(total.raiders) }, total.raiders),
    ),
    ...tile('follows', total.follows),
    ...tile('subs', total.subs),
    ...tile('gifts', total.gifts),
    ...tile('bits', total.bits),
    ...tile('hype', total.hypeLevel),
  ]
}

/** Since when events count, if the first events of the broadcast are not known; otherwise empty. */
export const countedSince = ({ startedAt, eventsFrom }: StreamSession) =>
  eventsFrom !== null && (startedAt === null || eventsFrom > startedAt)
    ? t('timeline.since', { time: clockTime(eventsFrom) })
    : ''

export const durationOf = ({ startedAt, knownFrom, to }: StreamSession) =>
  uptime(new Date(startedAt ?? knownFrom).toISOString(), to)

/** A summary to read, as Markdown. */
export function asMarkdown({ name, title, category, session, totals, moments }: Broadcast) {
  const from = new Date(session.startedAt ?? session.knownFrom).toISOString()
  const lines = [
    `# ${escaped(name)}`,
    '',
    `${exactTime(from)} – ${clockTime(session.to)} (${durationOf(session)})`,
    ...[title, category].filter((text) => text !== '').map((text) => `\n${escaped(text)}`),
    '',
    ...tilesOf(totals).map(
      ({ label, value, more }) => `- ${label}: ${value}${more ? ` (${more})` : ''}`,
    ),
    ...[countedSince(session)].filter((text) => text !== '').map((text) => `\n${text}`),
    '',
    `## ${t('timeline.top')}`,
    '',
    ...topMoments(moments, TOP).map(
      ({ time, sentence }) => `- ${clockTime(time)} ${escaped(sentence)}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

/** A summary for programs, with times in UTC. */
export function asJson({ login, title, category, session, totals, moments }: Broadcast) {
  const iso = (time: number) => new Date(time).toISOString()
  const summary = {
    streamer: login,
    title,
    category,
    startedAt: session.startedAt === null ? null : iso(session.startedAt),
    knownFrom: iso(session.knownFrom),
    eventsFrom: session.eventsFrom === null ? null : iso(session.eventsFrom),
    endedAt: iso(session.to),
    totals: {
      ...totals,
      peak: totals.peak && { at: iso(totals.peak.time), viewers: totals.peak.viewers },
    },
    top: topMoments(moments, TOP).map(({ id, time, kind, sentence }) => ({
      id,
      at: iso(time),
      kind: kind.id,
      sentence,
    })),
  }
  return JSON.stringify(summary, null, 2)
}

/** Strangers choose names, titles and messages, which must not become links or headings. */
const escaped = (text: string) =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_[\]{}<>()#+!|~-]/g, '\\$&')

export const fileName = ({ login, session: { to } }: Broadcast, format: string) =>
  `${login}-stream-${fileTime(new Date(to)).slice(0, 10)}.${format}`
