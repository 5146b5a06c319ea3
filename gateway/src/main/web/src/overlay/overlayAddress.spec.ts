import { expect, it } from 'vitest'
import { DEFAULT_LOOK, lookOf, overlayAddress } from './overlayAddress'

it('keeps the token and the look behind the #', () => {
  const look = { kinds: ['raid', 'gift'], size: 'l', most: 3, stay: 0, lang: 'de' } as const
  const address = overlayAddress('https://site/', 'tfue', 'a.b-c_d', {
    ...look,
    kinds: ['raid', 'gift'],
  })

  expect(address).toBe(
    'https://site/#/overlay?streamer=tfue&token=a.b-c_d&kinds=raid,gift&size=l&most=3&stay=0&lang=de',
  )
  expect(new URL(address).search).toBe('')
  expect(lookOf(Object.fromEntries(new URLSearchParams(address.split('?')[1])))).toEqual(look)
})

it.each([
  [{}, {}],
  [{ size: 'huge', most: 'many', stay: '-1' }, {}],
  [
    { most: '0', stay: '999999' },
    { most: 1, stay: 3_600 },
  ],
  [{ most: '999' }, { most: 20 }],
])('reads %j with defaults', (query, expected) => {
  expect(lookOf(query)).toEqual({ ...DEFAULT_LOOK, ...expected })
})
