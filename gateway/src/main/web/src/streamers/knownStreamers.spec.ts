import { expect, it } from 'vitest'
import { inFront, parseKnown, without } from './knownStreamers'

const known = (login: string) => ({ login, name: login.toUpperCase(), avatar: '' })
const list = [known('a'), known('b')]

it('moves a streamer to the front, and drops the last', () => {
  expect(inFront(list, known('b'), 5)).toEqual([known('b'), known('a')])
  expect(inFront(list, known('c'), 2)).toEqual([known('c'), known('a')])
})

it('keeps only the fields that a list needs', () => {
  expect(inFront([], { ...known('a'), live: true } as never, 5)).toEqual([known('a')])
})

it('removes a streamer', () => {
  expect(without(list, 'a')).toEqual([known('b')])
})

it.each([null, '', 'nonsense', '{}', '"a"', '[null, 1, "a"]'])(
  'reads %j as an empty list',
  (text) => {
    expect(parseKnown(text)).toEqual([])
  },
)

it('reads valid entries only', () => {
  const evil = { ...known('a'), login: '../x' }

  expect(parseKnown(JSON.stringify([evil, known('b'), { login: 'c' }]))).toEqual([known('b')])
})
