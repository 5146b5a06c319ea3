import { expect, it } from 'vitest'
import { isolated } from './strangers'

it('isolates a text from right to left, and leaves others alone', () => {
  expect(isolated('Ada')).toBe('Ada')
  expect(isolated('سارة')).toBe('\u2068سارة\u2069')
})
