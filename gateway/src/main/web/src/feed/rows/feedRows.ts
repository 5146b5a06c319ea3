import { textOf } from '../../contract/details'
import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'
import { foldBursts } from './foldBursts'
import { foldFlapping } from './foldFlapping'
import { foldGifts } from './foldGifts'
import { withoutTwins } from './foldTwins'

/** Types whose events share an id: begin, progress, end. */
const SERIES = /^channel\.(hype_train|poll|prediction|goal)\./
const PROGRESS = /\.progress$/
const END = /\.end$/

/** Groups the entries of a feed, newest first. */
export function rowsOf(all: readonly FeedEntry[]): FeedRow[] {
  const entries = withoutTwins(all)
  const groups = [...seriesAmong(entries), ...foldGifts(entries), ...foldFlapping(entries)]
  const grouped = new Set(groups.flatMap(({ members }) => members))
  groups.push(...foldBursts(entries.filter((entry) => !grouped.has(entry))))

  const placeOf = new Map<FeedEntry, FeedRow>()
  const folded = new Set<FeedEntry>()
  for (const row of groups) {
    for (const member of row.members) folded.add(member)
    placeOf.set(placeIn(row), row)
  }
  return entries.flatMap((entry) => placeOf.get(entry) ?? (folded.has(entry) ? [] : single(entry)))
}

function single(lead: FeedEntry): FeedRow {
  return {
    key: lead.event.id,
    shape: 'single',
    kind: kindOf(lead.event.type),
    lead,
    members: [lead],
  }
}

function seriesAmong(entries: readonly FeedEntry[]): FeedRow[] {
  const series = new Map<string, FeedEntry[]>()
  for (const entry of entries) {
    const { type, details } = entry.event
    const id = textOf(details, 'id')
    if (id === '' || !SERIES.test(type)) continue
    const key = `${kindOf(type).id}:${id}`
    const members = series.get(key)
    if (members) members.push(entry)
    else series.set(key, [entry])
  }
  return [...series].map(([key, members]) => seriesRow(key, members))
}

function seriesRow(key: string, members: FeedEntry[]): FeedRow {
  // Twitch does not guarantee the order: after an end, late progress is ignored.
  const lead = members.find(({ event }) => END.test(event.type)) ?? members[0]
  return { key, shape: 'series', kind: kindOf(lead.event.type), lead, members }
}

/** The entry that decides the position: begin, lock and end move a series, progress does not. */
function placeIn({ shape, lead, members }: FeedRow): FeedEntry {
  if (shape !== 'series') return lead
  const landmark = members.find(({ event }) => !PROGRESS.test(event.type))
  return landmark ?? members.at(-1) ?? lead
}
