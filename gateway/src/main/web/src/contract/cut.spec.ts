import { describe, expect, it } from 'vitest'
import { cut } from './cut'

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
