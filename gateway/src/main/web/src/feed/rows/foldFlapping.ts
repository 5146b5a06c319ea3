import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'

const CHANGES = new Set(['stream.online', 'stream.offline'])
/** An interruption has a begin and an end; a third change makes it a habit. */
const FEWEST = 3
const PAUSE_MS = 300_000

/** Folds a stream that comes and goes within minutes. Expects the newest entries first. */
export function foldFlapping(entries: readonly FeedEntry[]): FeedRow[] {
  const runs: FeedEntry[][] = []
  for (const entry of entries) {
    if (!CHANGES.has(entry.event.type)) continue
    const run = runs.at(-1)
    const later = run?.at(-1)
    if (run && later && later.time - entry.time <= PAUSE_MS) run.push(entry)
    else runs.push([entry])
  }
  return runs.filter(({ length }) => length >= FEWEST).map(flappingRow)
}

/** The newest change says what holds now. */
function flappingRow(members: FeedEntry[]): FeedRow {
  const lead = members[0]
  const first = members.at(-1) ?? lead
  return { key: first.event.id, shape: 'flapping', kind: kindOf(lead.event.type), lead, members }
}
