import type { EventKind } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'

/** `series` is one thing as it goes on, `gifts` a gift with its receivers, `burst` many of a type. */
export type RowShape = 'single' | 'series' | 'gifts' | 'burst'

/** What the feed shows as one. */
export interface FeedRow {
  /** Stays while the row grows. */
  key: string
  shape: RowShape
  kind: EventKind
  /** The entry whose words and time are shown. */
  lead: FeedEntry
  /** All of it, newest first, with the lead. */
  members: FeedEntry[]
}
