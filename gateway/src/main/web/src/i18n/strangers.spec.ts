import { describe, expect, it } from 'vitest'
import { cut, isolated, partsOf, strangersIn } from './strangers'

const split = (sentence: string, details: Record<string, unknown>) =>
  partsOf(sentence, strangersIn(details)).map(({ text, foreign }) => (foreign ? `<${text}>` : text))

describe('partsOf', () => {
  it('isolates names and messages, wherever they are in the details', () => {
    expect(
      split('Ada says: “raid today”', { user_name: 'Ada', message: { text: 'raid\ntoday' } }),
    ).toEqual(['<Ada>', ' says: “', '<raid today>', '”'])
  })

  it.each([
    ['ハンサム has followed', ['<ハンサム>', ' (hansamu_fan)', ' has followed']],
    [
      'ハンサム (hansamu_fan) has followed',
      ['<ハンサム>', ' (', '<hansamu_fan>', ') has followed'],
    ],
    ['ハンサム folgt jetzt', ['<ハンサム>', ' (hansamu_fan)', ' folgt jetzt']],
  ])('adds the login to a name in another script once: %s', (sentence, parts) => {
    const details = { user_name: 'ハンサム', user_login: 'hansamu_fan' }

    expect(split(sentence, details)).toEqual(parts)
  })

  it('does not add a login that the name tells', () => {
    expect(split('Ada came', { user_name: 'Ada', user_login: 'ada' })).toEqual(['<Ada>', ' came'])
  })

  it('finds the beginning of a text that was cut', () => {
    const text = 'word '.repeat(60).trim()

    expect(split(`“${text.slice(0, 99)}…”`, { text })).toEqual([
      '“',
      `<${text.slice(0, 99)}>`,
      '…”',
    ])
  })

  it('prefers a message to a name within it', () => {
    expect(split('Ada: “hi Bo”', { from_name: 'Ada', other_name: 'Bo', text: 'hi Bo' })).toEqual([
      '<Ada>',
      ': “',
      '<hi Bo>',
      '”',
    ])
  })

  it('isolates no piece of a word or of a character', () => {
    expect(split('A raid of Ai', { user_name: 'ai' })).toEqual(['A raid of Ai'])
    expect(split('e\u0301', { user_name: 'e' })).toEqual(['e\u0301'])
  })

  it('keeps the sentence, whatever the details are', () => {
    const details = { a: null, b: [['x']], c: { d: { e: { f: { g: 'deep' } } } }, user_name: '' }
    const sentence = 'x and deep'

    expect(
      partsOf(sentence, strangersIn(details))
        .map(({ text }) => text)
        .join(''),
    ).toBe(sentence)
  })
})

describe('cut', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly', 7, 'exactly'],
    ['a longer text', 6, 'a lon…'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 14, '👩‍👩‍👧‍👦…'],
    ['abc👍🏽', 6, 'abc…'],
    ['🇩🇪🇩🇪', 6, '🇩🇪…'],
    ['e\u0301e\u0301', 3, 'e\u0301…'],
  ])('cuts %s to %i', (text, longest, expected) => {
    expect(cut(text, longest)).toBe(expected)
  })
})

it('isolates a text from right to left, and leaves others alone', () => {
  expect(isolated('Ada')).toBe('Ada')
  expect(isolated('سارة')).toBe('\u2068سارة\u2069')
})
