import { describe, expect, it } from 'vitest'
import {
  added,
  FOLLOW_LIMIT,
  totalUnread,
  viewed,
  type FollowedStreamer,
} from './followedStreamers'

const logins = (streamers: FollowedStreamer[]) => streamers.map(({ login }) => login)
const full = () =>
  Array.from({ length: FOLLOW_LIMIT }, (_, n) => `s${n}`).reduce<FollowedStreamer[]>(
    (streamers, login, n) => viewed(streamers, login, n + 1),
    [],
  )

describe('a viewed streamer', () => {
  it('is appended once', () => {
    const streamers = viewed(viewed(viewed([], 'tfue', 1), 'ninja', 2), 'tfue', 3)

    expect(logins(streamers)).toEqual(['tfue', 'ninja'])
  })

  it('has no unread events', () => {
    const streamers = viewed([], 'tfue', 1).map((streamer) => ({ ...streamer, unread: 3 }))

    expect(totalUnread(streamers)).toBe(3)
    expect(totalUnread(viewed(streamers, 'tfue', 2))).toBe(0)
  })

  it('replaces the streamer not viewed for longest', () => {
    const streamers = viewed(viewed(full(), 's0', 50), 'late', 51)

    expect(streamers).toHaveLength(FOLLOW_LIMIT)
    expect(logins(streamers)).not.toContain('s1')
    expect(logins(streamers)).toContain('s0')
  })
})

it('adds streamers up to the limit, each once', () => {
  const many = ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g', 'h']

  expect(logins(added(viewed([], 'c', 1), many))).toEqual(['c', 'a', 'b', 'd', 'e', 'f', 'g', 'h'])
  expect(logins(added(full(), ['more']))).toEqual(logins(full()))
})
