import { expect, it } from 'vitest'
import type { Action } from '../../contract/facts'
import { told } from '../../testing/events'
import { arrivedOn, Feed, remembered, type FeedEntry } from '../entries/feed'
import { pinsOf, RESULT_MS } from './pinned'

const at = (minute: number, second = 0) => Date.UTC(2026, 7, 1, 12, minute, second)
const iso = (time: number) => new Date(time).toISOString()

let ids = 0
function entry(minute: number, action: Action, facts: object = {}, came?: number): FeedEntry {
  ids += 1
  const event = told(String(ids), minute, action, { ...facts })
  const made = came === undefined ? remembered(event) : arrivedOn('private-tfue', event)
  return came === undefined ? made : { ...made, cameAt: came }
}

const poll = (id: string) => ({ object: { kind: 'poll', id }, until: iso(at(5)) })

function pins(now: number, ...entries: FeedEntry[]) {
  const feed = new Feed()
  feed.add(entries)
  return pinsOf(feed.snapshot(), now).map(({ row, endsAt, over }) => [row.key, endsAt, over])
}

it('pins a poll until its end, with its result for a while', () => {
  const begin = entry(0, 'poll.begin', poll('p'))
  expect(pins(at(1), begin)).toEqual([['poll:p', at(5), false]])

  const end = entry(5, 'poll.end', { ...poll('p'), result: 'won' }, at(5))
  expect(pins(at(5, 10), begin, end)).toEqual([['poll:p', undefined, true]])
  expect(pins(at(5) + RESULT_MS, begin, end)).toEqual([])
})

it('shows no results of things that ended before the visit', () => {
  expect(
    pins(at(5, 1), entry(0, 'poll.begin', poll('p')), entry(5, 'poll.end', poll('p'))),
  ).toEqual([])
})

it('gives up a poll or train whose end was lost', () => {
  const train = entry(0, 'hype.progress', {
    object: { kind: 'train', id: 't' },
    until: iso(at(2)),
  })

  expect(pins(at(2, 30), train)).toEqual([['train:t', at(2), false]])
  expect(
    pins(at(3, 1), train, entry(0, 'poll.begin', { ...poll('p'), until: iso(at(1)) })),
  ).toEqual([])
})

it('keeps a closed prediction until its result', () => {
  const prediction = { object: { kind: 'prediction', id: 'x' }, until: iso(at(2)) }
  const entries = [
    entry(0, 'prediction.begin', prediction),
    entry(2, 'prediction.lock', prediction),
  ]

  expect(pins(at(50), ...entries)).toEqual([['prediction:x', undefined, false]])
  expect(pins(at(2) + 25 * 3_600_000, ...entries)).toEqual([])
})

it('stays closed when progress arrives late', () => {
  const prediction = { object: { kind: 'prediction', id: 'x' }, until: iso(at(2)) }
  const locked = [
    entry(0, 'prediction.begin', prediction),
    entry(2, 'prediction.lock', prediction),
    entry(3, 'prediction.progress', prediction, at(3)),
  ]
  expect(pins(at(3), ...locked)).toEqual([['prediction:x', undefined, false]])

  const ended = ['hype', 'poll', 'prediction', 'goal'].flatMap((group) => {
    const thing = { object: { kind: group, id: group }, until: iso(at(9)) }
    return [
      entry(1, `${group}.end` as Action, thing),
      entry(2, `${group}.progress` as Action, thing, at(2)),
    ]
  })
  expect(pins(at(2), ...ended)).toEqual([])
})

it('counts an ad break down by itself', () => {
  const ad = entry(0, 'ad.begin', { amount: 90, unit: 'seconds' })

  expect(pins(at(1, 29), ad)).toEqual([[expect.stringMatching(/^ad:/), at(1, 30), false]])
  expect(pins(at(1, 30), ad)).toEqual([])
})

it('orders by the next end, and keeps a goal below', () => {
  const goal = entry(0, 'goal.progress', { object: { kind: 'goal', id: 'g' } })
  const ad = entry(0, 'ad.begin', { amount: 60, unit: 'seconds' })

  const keys = pins(at(0, 30), goal, entry(0, 'poll.begin', poll('p')), ad).map(([key]) => key)
  expect(keys).toEqual([expect.stringMatching(/^ad:/), 'poll:p', 'goal:g'])
})

it('pins nothing else', () => {
  expect(pins(at(1), entry(0, 'raid.in'), entry(0, 'reward.redeemed'))).toEqual([])
})
