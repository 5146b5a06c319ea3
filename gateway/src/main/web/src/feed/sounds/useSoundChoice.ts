import { createSharedComposable } from '@vueuse/core'
import type { Sized } from '../entries/eventSize'
import { useStored } from '../../storage/useStored'
import { useStoredFlag } from '../../storage/useStoredFlag'

/** Kinds that are heard on this device; none at first. */
export const useSoundChoice = createSharedComposable(() => ({
  kinds: useStored<string[]>('sound-kinds', [], { shared: true }),
  /** From 1 to 3. */
  volume: useStored<string>('sound-volume', '2', { shared: true }),
  muted: useStoredFlag('sounds-muted', false),
  /** The least sizes of events that are heard; any size at first. */
  least: useStored<[sized: Sized, size: number][]>('sound-least', [], { shared: true }),
}))
