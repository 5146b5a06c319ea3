import type { StreamEvent } from '../contract/contract'

/** An event of Tfue; `minute` counts from 12:00. */
export const anEvent = (
  id: string,
  minute: number,
  more: Partial<StreamEvent> = {},
): StreamEvent => ({
  id,
  type: 'channel.raid',
  at: `2026-08-01T12:${String(minute).padStart(2, '0')}:00Z`,
  streamer: { id: '1', login: 'tfue', name: 'Tfue' },
  headline: `Event ${id}`,
  details: {},
  ...more,
})
