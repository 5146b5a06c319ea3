import { factsOf } from '../../contract/facts'
import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'

/** An interruption has a begin and an end; a third change makes it a habit. */
const FEWEST = 3
const PAUSE_MS = 300_000

/** Folds a stream that goes on and off within minutes. Expects the newest entries first. */
export function foldFlapping(entries: readonly FeedEntry[]): FeedRow[] {
  const runs: FeedEntry[][] = []
  for (const entry of entries) {
    if (!isSwitch(entry)) continue
    const run = runs.at(-1)
    const newer = run?.at(-1)
    if (run && newer && newer.time - entry.time <= PAUSE_MS) run.push(entry)
    else runs.push([entry])
  }
  return runs.filter(({ length }) => length >= FEWEST).map(flappingRow)
}

function isSwitch({ event }: FeedEntry) {
  const { action } = factsOf(event)
  return action === 'stream.online' || action === 'stream.offline'
}

function flappingRow(members: FeedEntry[]): FeedRow {
  const lead = members[0]
  const first = members.at(-1) ?? lead
  const { action } = factsOf(lead.event)
  return { key: first.event.id, shape: 'flapping', kind: kindOf(action), lead, members }
}
