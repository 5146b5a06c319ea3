import { factsOf } from '../contract/facts'
import { kindOf } from '../feed/entries/eventKinds'
import type { FeedEntry } from '../feed/entries/feed'
import { rowsOf } from '../feed/rows/feedRows'
import type { FeedRow } from '../feed/rows/feedRow'
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
  const shown = feed.filter(({ event, fresh, cameAt, time }) => {
    const { id } = kindOf(factsOf(event).action)
    const since = fresh ? cameAt : time
    return (
      (kinds.length === 0 ? !UNSHOWN_KINDS.has(id) : kinds.includes(id)) &&
      (stay === 0 || now - since < stay * 1_000)
    )
  })
  return rowsOf(shown).slice(0, most)
}
