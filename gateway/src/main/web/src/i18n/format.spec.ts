import { describe, expect, it } from 'vitest'
import { relativeTime, uptime } from './format'

const now = Date.parse('2026-08-01T12:00:00Z')
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString()

describe('relativeTime', () => {
  it.each([
    [-30, 'just now'],
    [4, 'just now'],
    [5, '5s ago'],
    [119, '1m ago'],
    [7_199, '1h ago'],
    [200_000, '2d ago'],
  ])('shows %i seconds ago as %s', (seconds, text) => {
    expect(relativeTime(before(seconds), now)).toBe(text)
  })
})

describe('uptime', () => {
  it.each([
    [-5, '0:00:00'],
    [59, '0:00:59'],
    [7_384, '2:03:04'],
    [360_000, '100:00:00'],
  ])('shows %i seconds as %s', (seconds, text) => {
    expect(uptime(before(seconds), now)).toBe(text)
  })
})
