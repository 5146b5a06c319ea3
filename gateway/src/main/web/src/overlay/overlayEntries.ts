import { factsOf } from '../contract/facts'
import { kindOf } from '../feed/entries/eventKinds'
import type { FeedEntry } from '../feed/entries/feed'
import { rowsOf } from '../feed/rows/feedRows'
import type { FeedRow } from '../feed/rows/feedRow'
import { foldSeries } from '../feed/rows/foldSeries'
import type { OverlayLook } from './overlayAddress'

/** Notices to the viewer of the page, which no audience needs. */
export const UNSHOWN_KINDS = new Set(['revocation', 'other'])

/** Kinds that only the streamer receives; other viewers see the rest of support by the chat. */
export const PRIVATE_KINDS = new Set([
  ...['follow', 'hype', 'poll', 'prediction', 'points', 'shoutout', 'moderation', 'ad', 'goal'],
])

/** The rows that an overlay shows at a time, the newest first. */
export function overlayRows(
  feed: readonly FeedEntry[],
  { kinds, most, stay }: OverlayLook,
  now: number,
): FeedRow[] {
  const shown = feed.filter(({ event }) => {
    const { id } = kindOf(factsOf(event).action)
    return kinds.length === 0 ? !UNSHOWN_KINDS.has(id) : kinds.includes(id)
  })
  if (stay === 0) return rowsOf(shown).slice(0, most)
  const stays = ({ fresh, cameAt, time }: FeedEntry) => now - (fresh ? cameAt : time) < stay * 1_000
  // A late event about an object must not bring its row back.
  const gone = new Set(
    foldSeries(shown)
      .filter(({ lead }) => !stays(lead))
      .flatMap(({ members }) => members),
  )
  return rowsOf(shown.filter((entry) => stays(entry) && !gone.has(entry))).slice(0, most)
}
