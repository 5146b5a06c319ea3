import { factsOf } from '../../contract/facts'
import type { FeedEntry } from '../entries/feed'

const ACTIONS = /^(hype|poll|prediction|goal|ad)\./

/** Whether an event belongs to a thing that is pinned while it goes on. */
export const isPinnable = ({ event }: FeedEntry) => ACTIONS.test(factsOf(event).action)
