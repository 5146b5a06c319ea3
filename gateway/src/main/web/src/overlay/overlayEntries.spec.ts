import { expect, it } from 'vitest'
import type { StreamEvent } from '../contract/contract'
import { arrivedOn, remembered } from '../feed/entries/feed'
import { person, told } from '../testing/events'
import { DEFAULT_LOOK } from './overlayAddress'
import { overlayRows } from './overlayEntries'

const raid = told('raid', 1, 'raid.in', { actor: person('Ada'), amount: 5 })
const follow = told('follow', 2, 'follow', { actor: person('Bob') })
const revoked = told('revoked', 3, 'revoked')
const feed = [revoked, follow, raid].map(remembered)
const always = { ...DEFAULT_LOOK, stay: 0 }
const keys = (rows: ReturnType<typeof overlayRows>) => rows.map(({ key }) => key)

it('shows all kinds but notices to the viewer', () => {
  expect(keys(overlayRows(feed, always, Date.now()))).toEqual(['follow', 'raid'])
})

it('shows only chosen kinds', () => {
  expect(keys(overlayRows(feed, { ...always, kinds: ['raid'] }, Date.now()))).toEqual(['raid'])
})

it('shows the newest up to a number', () => {
  expect(keys(overlayRows(feed, { ...always, most: 1 }, Date.now()))).toEqual(['follow'])
})

it('lets events go, each after its time', () => {
  const fresh = arrivedOn('tfue', raid)
  const look = { ...DEFAULT_LOOK, stay: 10 }

  expect(keys(overlayRows([fresh], look, fresh.cameAt + 9_000))).toEqual(['raid'])
  expect(overlayRows([fresh], look, fresh.cameAt + 11_000)).toEqual([])
})

it('shows nothing old when it is opened', () => {
  expect(overlayRows(feed, { ...DEFAULT_LOOK, stay: 10 }, Date.now())).toEqual([])
})

it('does not bring back what has ended or repeats', () => {
  const end = told('end', 1, 'poll.end', { object: { kind: 'poll', id: '1' } })
  const late = told('late', 2, 'poll.progress', { object: { kind: 'poll', id: '1' } })
  const reward = { object: { kind: 'reward', id: '1' }, title: 'Hydrate' }
  const changes = ['first', 'again'].map((id, at) => told(id, at, 'reward.changed', reward))
  const look = { ...DEFAULT_LOOK, stay: 10 }
  const at = Date.now()
  const came = (event: StreamEvent, seconds: number) => ({
    ...arrivedOn('tfue', event),
    cameAt: at + seconds * 1_000,
  })
  const entries = [came(late, 9), came(end, 0), came(changes[1], 9), came(changes[0], 0)]

  expect(keys(overlayRows(entries, look, at + 9_500))).toEqual(['poll:1', 'reward:1'])
  expect(overlayRows(entries, look, at + 12_000)).toEqual([])
})
