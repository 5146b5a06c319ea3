import { factsOf, isEnd } from '../../contract/facts'
import { kindOf } from '../entries/eventKinds'
import type { FeedEntry } from '../entries/feed'
import type { FeedRow } from './feedRow'

/** Objects that have a row of their own from their first event on. */
const SERIES = new Set(['poll', 'prediction', 'train', 'goal'])
/** Objects that are rows like any other until a second event tells more of them. */
const UPDATED = new Set(['redemption', 'sharedChat', 'campaign', 'unbanRequest', 'reward'])
/** Objects whose row changes where it is. */
const IN_PLACE = new Set(['redemption'])
const PROGRESS = /\.progress$/

/** Folds the events of one thing, such as a poll. Expects the newest entries first. */
export function foldSeries(entries: readonly FeedEntry[]): FeedRow[] {
  const series = new Map<string, FeedEntry[]>()
  for (const entry of entries) {
    const { object } = factsOf(entry.event)
    if (!object || !(SERIES.has(object.kind) || UPDATED.has(object.kind))) continue
    const key = `${object.kind}:${object.id}`
    const members = series.get(key)
    if (members) members.push(entry)
    else series.set(key, [entry])
  }
  return [...series].flatMap(([key, members]) =>
    members.length > 1 || SERIES.has(kindIn(key)) ? seriesRow(key, members) : [],
  )
}

/** The entry that decides the position: begin, lock and end move a series, progress does not. */
export function placeOfSeries({ key, lead, members }: FeedRow): FeedEntry {
  const first = members.at(-1) ?? lead
  if (IN_PLACE.has(kindIn(key))) return first
  if (isChangedReward(lead)) return lead
  return members.find((entry) => !PROGRESS.test(actionOf(entry))) ?? first
}

function seriesRow(key: string, members: FeedEntry[]): FeedRow {
  const lead = leadOf(members)
  return { key, shape: 'series', kind: kindOf(actionOf(lead)), lead, members }
}

/**
 * The entry with the last word. Twitch does not guarantee the order: after an end or a lock, late progress is ignored.
 * Twitch can also end a thing twice, and the second end adds nothing to a result.
 */
function leadOf(members: FeedEntry[]) {
  const ends = members.filter((entry) => isEnd(actionOf(entry)))
  const decided = ends.filter(({ event }) => hasResult(event))
  const end = decided.at(-1) ?? ends.at(-1)
  if (end) return end
  if (isChangedReward(members[0])) return firstOfEqual(members)
  return members.find((entry) => actionOf(entry) === 'prediction.lock') ?? members[0]
}

const isChangedReward = (entry: FeedEntry) => actionOf(entry) === 'reward.changed'

/** The oldest entry of those at the front that tell the same. */
function firstOfEqual(members: FeedEntry[]) {
  const different = members.findIndex((entry) => wordsOf(entry) !== wordsOf(members[0]))
  return members[different < 0 ? members.length - 1 : different - 1]
}

function wordsOf({ event }: FeedEntry) {
  const { action, title, amount } = factsOf(event)
  return `${action} ${String(amount)} ${String(title)}`
}

function hasResult(event: FeedEntry['event']) {
  const { result } = factsOf(event)
  return result !== undefined && result !== 'closed'
}

const kindIn = (key: string) => key.split(':', 1)[0] ?? ''

const actionOf = ({ event }: FeedEntry) => factsOf(event).action
