import { expect, it } from 'vitest'
import type { Video } from '../../contract/contract'
import { anEvent } from '../../testing/events'
import { momentOf } from './recordings'

const aVideo = (id: string, createdAt: string, seconds: number): Video => ({
  id,
  url: `https://www.twitch.tv/videos/${id}`,
  title: 'A stream',
  createdAt,
  seconds,
})
const RUNNING = aVideo('2', '2026-08-01T11:00:00Z', 3_000)
const ENDED = aVideo('1', '2026-07-31T20:00:00Z', 3_600)

const addressAt = (at: string) => momentOf(anEvent('e', 0, { at }), [RUNNING, ENDED])?.address

it('finds the second of an event in its recording', () => {
  expect(addressAt('2026-08-01T11:02:03Z')).toBe('https://www.twitch.tv/videos/2?t=0h2m3s')
  expect(addressAt('2026-07-31T21:00:00Z')).toBe('https://www.twitch.tv/videos/1?t=1h0m0s')
})

it('knows that the latest recording still grows', () => {
  expect(addressAt('2026-08-01T12:00:00Z')).toBe('https://www.twitch.tv/videos/2?t=1h0m0s')
})

it('finds nothing outside of recordings', () => {
  expect(addressAt('2026-07-31T21:00:01Z')).toBeUndefined()
  expect(addressAt('2026-08-01T10:59:59Z')).toBeUndefined()
  expect(addressAt('2026-08-01T13:00:00Z')).toBeUndefined()
  expect(momentOf(anEvent('e', 0), [])).toBeUndefined()
})
