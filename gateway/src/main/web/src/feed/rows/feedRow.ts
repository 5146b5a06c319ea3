import type { EventKind } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'

/**
 * `series`: begin to end of one thing; `gifts`: a gift and its receivers; `burst`: many of an
 * action; `flapping`: a stream that went on and off several times.
 */
export type RowShape = 'single' | 'series' | 'gifts' | 'burst' | 'flapping'

/** A row of the feed: one event, or several that belong together. A row that changes is a new object. */
export interface FeedRow {
  /** Stable while the row grows. */
  readonly key: string
  readonly shape: RowShape
  readonly kind: EventKind
  /** The entry whose headline and time are shown. */
  readonly lead: FeedEntry
  /** All entries including the lead, newest first. */
  readonly members: readonly FeedEntry[]
}

/** Whether a row tells of an event. */
export const holdsEvent = ({ members }: FeedRow, id: string) =>
  members.some(({ event }) => event.id === id)
