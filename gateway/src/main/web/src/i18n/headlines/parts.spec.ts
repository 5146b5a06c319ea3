import { expect, it } from 'vitest'
import { partsAround, textOf } from './parts'

const shapeOf = (sentence: string, texts: string[]) =>
  partsAround(sentence, texts).map(({ text, foreign }) => (foreign ? `<${text}>` : text))

it('finds texts of strangers, the longer ones first', () => {
  expect(shapeOf('Ada says “Ada is here”', ['Ada', 'Ada is here'])).toEqual([
    ...['<Ada>', ' says “', '<Ada is here>', '”'],
  ])
})

it('finds no text inside a longer word', () => {
  expect(shapeOf('Anna follows Ann', ['Ann'])).toEqual(['Anna follows ', '<Ann>'])
})

it.each([
  ['Ann', 'Ann, Anna and Annabel', '<Ann>|, Anna and Annabel'],
  ['Bo', 'Bo Bo', '<Bo>| |<Bo>'],
  ['ann', 'joann and ann', 'joann and |<ann>'],
  ['“Hi”', 'x“Hi” “Hi”', 'x“Hi” |<“Hi”>'],
  ['é', 'e\u0301 é', 'e\u0301 |<é>'],
  ['a', 'a\u0301 a', 'a\u0301 |<a>'],
  ['👩', '👩\u200D🚀 👩', '👩\u200D🚀 |<👩>'],
  ['x', '𝒂x x𝒂 x', '𝒂x x𝒂 |<x>'],
])('finds %j as a whole in %j', (text, sentence, found) => {
  expect(shapeOf(sentence, [text]).join('|')).toBe(found)
})

it('tries shorter texts where a longer one is part of a word', () => {
  expect(shapeOf('Ann Bee left', ['Ann B', 'Ann'])).toEqual(['<Ann>', ' Bee left'])
})

it('leaves a sentence whole if there is nothing to find', () => {
  expect(shapeOf('A raid: left', ['', ''])).toEqual(['A raid: left'])
  expect(shapeOf('A raid left', ['', 'Ada'])).toEqual(['A raid left'])
})

it.each([...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', '🙂', '\u061c', '\uD83D', 'ハンサム', 'سارة'])(
  'finds a text with %j',
  (odd) => {
    const text = `a${odd}b`

    expect(shapeOf(`“${text}” won`, [text])).toEqual(['“', `<${text}>`, '” won'])
  },
)

it('keeps every letter of a sentence', () => {
  const sentence = 'ハンサム (hansamu_fan) cheered 2 bits: “a-b (c) [d] \\ ”'

  expect(textOf(partsAround(sentence, ['ハンサム', 'hansamu_fan', 'a-b (c) [d] \\ ']))).toBe(
    sentence,
  )
})
