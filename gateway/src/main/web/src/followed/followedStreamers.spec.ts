import { describe, expect, it } from 'vitest'
import {
  added,
  FOLLOW_LIMIT,
  totalUnread,
  viewed,
  type FollowedStreamer,
} from './followedStreamers'

const NONE = () => false
const logins = (streamers: FollowedStreamer[]) => streamers.map(({ login }) => login)
const full = () =>
  Array.from({ length: FOLLOW_LIMIT }, (_, n) => `s${n}`).reduce<FollowedStreamer[]>(
    (streamers, login, n) => viewed(streamers, login, n + 1, NONE),
    [],
  )

describe('a viewed streamer', () => {
  it('is appended once', () => {
    const streamers = viewed(viewed(viewed([], 'tfue', 1, NONE), 'ninja', 2, NONE), 'tfue', 3, NONE)

    expect(logins(streamers)).toEqual(['tfue', 'ninja'])
  })

  it('has no unread events', () => {
    const streamers = viewed([], 'tfue', 1, NONE).map((streamer) => ({ ...streamer, unread: 3 }))

    expect(totalUnread(streamers)).toBe(3)
    expect(totalUnread(viewed(streamers, 'tfue', 2, NONE))).toBe(0)
  })

  it('replaces the streamer not viewed for longest', () => {
    const streamers = viewed(viewed(full(), 's0', 50, NONE), 'late', 51, NONE)

    expect(streamers).toHaveLength(FOLLOW_LIMIT)
    expect(logins(streamers)).not.toContain('s1')
    expect(logins(streamers)).toContain('s0')
  })

  it('replaces no favourite while there are others', () => {
    const streamers = viewed(full(), 'late', 51, (login) => login === 's0' || login === 's1')

    expect(logins(streamers)).toEqual(['s0', 's1', 's3', 's4', 's5', 's6', 's7', 'late'])
  })

  it('replaces the favourite not viewed for longest if all are favourites', () => {
    expect(logins(viewed(full(), 'late', 51, () => true))).not.toContain('s0')
  })
})

it('adds streamers up to the limit, each once', () => {
  const many = ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g', 'h']

  expect(logins(added(viewed([], 'c', 1, NONE), many))).toEqual([
    'c',
    'a',
    'b',
    'd',
    'e',
    'f',
    'g',
    'h',
  ])
  expect(logins(added(full(), ['more']))).toEqual(logins(full()))
})
