import { factsOf } from '../../contract/facts'
import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'
import { foldBursts } from './foldBursts'
import { foldFlapping } from './foldFlapping'
import { foldGifts } from './foldGifts'
import { foldSeries, placeOfSeries } from './foldSeries'
import { withoutTwins } from './foldTwins'

/** Groups the entries of a feed, newest first. */
export function rowsOf(all: readonly FeedEntry[]): FeedRow[] {
  const entries = withoutTwins(all)
  const groups = [...foldSeries(entries), ...foldGifts(entries), ...foldFlapping(entries)]
  const grouped = new Set(groups.flatMap(({ members }) => members))
  groups.push(...foldBursts(entries.filter((entry) => !grouped.has(entry))))

  const placeOf = new Map<FeedEntry, FeedRow>()
  const folded = new Set<FeedEntry>()
  for (const row of groups) {
    for (const member of row.members) folded.add(member)
    placeOf.set(row.shape === 'series' ? placeOfSeries(row) : row.lead, row)
  }
  return entries.flatMap((entry) => placeOf.get(entry) ?? (folded.has(entry) ? [] : single(entry)))
}

const single = (lead: FeedEntry): FeedRow => ({
  key: lead.event.id,
  shape: 'single',
  kind: kindOf(factsOf(lead.event).action),
  lead,
  members: [lead],
})
