import { expect, it } from 'vitest'
import { inFront, parseKnown, without } from './knownStreamers'

const known = (login: string) => ({ login, name: login.toUpperCase(), avatar: '' })
const list = [known('a'), known('b')]

it('puts a streamer in front, once, and lets the last go', () => {
  expect(inFront(list, known('b'), 5)).toEqual([known('b'), known('a')])
  expect(inFront(list, known('c'), 2)).toEqual([known('c'), known('a')])
})

it('keeps of a streamer only what a list needs', () => {
  expect(inFront([], { ...known('a'), live: true } as never, 5)).toEqual([known('a')])
})

it('takes one out', () => {
  expect(without(list, 'a')).toEqual([known('b')])
})

it.each([null, '', 'nonsense', '{}', '"a"', '[null, 1, "a"]'])('reads %j as nobody', (text) => {
  expect(parseKnown(text)).toEqual([])
})

it('reads what was kept, without what could not have been', () => {
  const evil = { ...known('a'), login: '../x' }

  expect(parseKnown(JSON.stringify([evil, known('b'), { login: 'c' }]))).toEqual([known('b')])
})
