import type { StreamEvent } from '../../contract/contract'
import { factsOf } from '../../contract/facts'
import { kindOf } from '../entries/eventKinds'
import { useSoundChoice } from './useSoundChoice'
import { play } from './tones'

/** Loudness by volume; tones are far louder than speech of the same amplitude. */
const LOUDNESS: Partial<Record<string, number>> = { 1: 0.03, 2: 0.08, 3: 0.2 }

export const loudnessOf = (volume: string) => LOUDNESS[volume] ?? 0.08

/** Sounds for an event, if the viewer wants to hear its kind. */
export function soundFor(event: StreamEvent) {
  const { kinds, volume, muted } = useSoundChoice()
  const { id } = kindOf(factsOf(event).action)
  if (!muted.value && kinds.value.includes(id)) play(id, loudnessOf(volume.value))
}
