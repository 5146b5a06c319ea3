import type { StreamEvent } from '../../contract/contract'
import { factsOf } from '../../contract/facts'
import { kindOf } from '../entries/eventKinds'
import { isLargeEnough, type LeastSizes } from '../entries/eventSize'
import { useSoundChoice } from './useSoundChoice'
import { play } from './tones'

/** Loudness by volume; tones are far louder than speech of the same amplitude. */
const LOUDNESS: Partial<Record<string, number>> = { 1: 0.03, 2: 0.08, 3: 0.2 }

export const loudnessOf = (volume: string) => LOUDNESS[volume] ?? 0.08

/** Sounds for an event, if the viewer wants to hear its kind and size. */
export function soundFor(event: StreamEvent) {
  const { kinds, volume, muted, least } = useSoundChoice()
  const { action, amount } = factsOf(event)
  const { id } = kindOf(action)
  if (muted.value || !kinds.value.includes(id)) return
  if (isWorthASound(action, amount, Object.fromEntries(least.value)))
    play(id, loudnessOf(volume.value))
}

/** A single gift is the smallest one. Of several, their giver's event has the number. */
const isWorthASound = (action: string, amount: number | undefined, least: LeastSizes) =>
  action === 'sub.gift'
    ? isLargeEnough('sub.gifts', 1, least)
    : isLargeEnough(action, amount, least)
