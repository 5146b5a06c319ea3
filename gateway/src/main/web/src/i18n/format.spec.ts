import { describe, expect, it, vi } from 'vitest'
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

it('writes dates like the region of the viewer', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-GB', 'en'])
  // The formats were made before.
  vi.resetModules()
  const { dateOf } = await import('./format')

  expect(dateOf('2026-11-05T12:00:00Z')).toBe('5 Nov 2026')
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
