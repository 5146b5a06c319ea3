import { describe, expect, it } from 'vitest'
import { joined, seated, STRIP_LIMIT, unreadIn, type Seat } from './followedStreamers'

const logins = (strip: Seat[]) => strip.map(({ login }) => login)
const full = () =>
  Array.from({ length: STRIP_LIMIT }, (_, n) => `s${n}`).reduce<Seat[]>(
    (strip, login, n) => seated(strip, login, n + 1),
    [],
  )

describe('a streamer who comes into view', () => {
  it('gets a seat behind the others, once', () => {
    const strip = seated(seated(seated([], 'tfue', 1), 'ninja', 2), 'tfue', 3)

    expect(logins(strip)).toEqual(['tfue', 'ninja'])
  })

  it('has nothing unseen any more', () => {
    const strip = seated([], 'tfue', 1).map((seat) => ({ ...seat, unread: 3 }))

    expect(unreadIn(strip)).toBe(3)
    expect(unreadIn(seated(strip, 'tfue', 2))).toBe(0)
  })

  it('takes the seat of the one not seen for longest', () => {
    const strip = seated(seated(full(), 's0', 50), 'late', 51)

    expect(strip).toHaveLength(STRIP_LIMIT)
    expect(logins(strip)).not.toContain('s1')
    expect(logins(strip)).toContain('s0')
  })
})

it('lets others join as far as there are seats, nobody twice', () => {
  const many = ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g', 'h']

  expect(logins(joined(seated([], 'c', 1), many))).toEqual(['c', 'a', 'b', 'd', 'e', 'f', 'g', 'h'])
  expect(logins(joined(full(), ['more']))).toEqual(logins(full()))
})
