import { factsOf } from '../../contract/facts'
import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'
import { foldBursts } from './foldBursts'
import { foldFlapping } from './foldFlapping'
import { foldGifts } from './foldGifts'
import { foldSeries, placeOfSeries } from './foldSeries'
import { duplicatesAmong } from './foldDuplicates'

/** Groups the entries of a feed, newest first. */
export function rowsOf(all: readonly FeedEntry[]): FeedRow[] {
  const duplicates = duplicatesAmong(all)
  const entries = duplicates.size === 0 ? all : all.filter((entry) => !duplicates.has(entry))
  const groups = [...foldSeries(entries), ...foldGifts(entries), ...foldFlapping(entries)]
  const grouped = new Set(groups.flatMap(({ members }) => members))
  groups.push(...foldBursts(entries.filter((entry) => !grouped.has(entry))))

  const placeOf = new Map<FeedEntry, FeedRow>()
  const folded = new Set<FeedEntry>()
  for (const row of groups) {
    for (const member of row.members) folded.add(member)
    placeOf.set(row.shape === 'series' ? placeOfSeries(row) : row.lead, row)
  }
  return entries.flatMap((entry) => {
    const row = placeOf.get(entry) ?? (folded.has(entry) ? undefined : single(entry))
    return row ? asBefore(row) : []
  })
}

/** The entries whose row tells of an event: the better one of a duplicate, then its own. */
export function tellersOf(feed: readonly FeedEntry[], id: string) {
  const own = feed.find(({ event, copies }) => event.id === id || copies.includes(id))
  if (!own) return []
  const better = duplicatesAmong(feed).get(own)
  return better ? [better, own] : [own]
}

/** The row of the first of some entries that has one. */
export const rowAmong = (rows: readonly FeedRow[], tellers: readonly FeedEntry[]) =>
  tellers.flatMap((teller) => rows.find(({ members }) => members.includes(teller)) ?? []).at(0)

/** The last row of each lead. */
const rows = new WeakMap<FeedEntry, FeedRow>()

/** The row of an earlier call if it is the same, so that a page draws only rows that change. */
function asBefore(row: FeedRow) {
  const before = rows.get(row.lead)
  if (before && isSame(before, row)) return before
  rows.set(row.lead, row)
  return row
}

const isSame = (a: FeedRow, b: FeedRow) =>
  a.key === b.key &&
  a.shape === b.shape &&
  a.members.length === b.members.length &&
  a.members.every((member, index) => member === b.members[index])

const single = (lead: FeedEntry): FeedRow => ({
  key: lead.event.id,
  shape: 'single',
  kind: kindOf(factsOf(lead.event).action),
  lead,
  members: [lead],
})
