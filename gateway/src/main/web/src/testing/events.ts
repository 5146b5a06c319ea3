import type { StreamEvent } from '../contract/contract'
import type { Action } from '../contract/facts'
import { textOf } from '../i18n/headlines/parts'
import { sentenceParts } from '../i18n/headlines/sentence'
import '../i18n/onDemand/details'

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

/** An event of Tfue that tells what happened, with the sentence of the server. */
export function told(
  id: string,
  minute: number,
  action: Action,
  facts: Record<string, unknown> = {},
  more: Partial<StreamEvent> = {},
) {
  const event = anEvent(id, minute, { details: { action, ...facts }, ...more })
  return { ...event, headline: textOf(sentenceParts(event)) }
}

/** A person with a login that the name tells. */
export const person = (name: string) => ({ id: `id-${name}`, login: name.toLowerCase(), name })
