import { createSharedComposable } from '@vueuse/core'
import { useStored } from '../storage/useStored'

export const SIZES = ['s', 'm', 'l'] as const

/** The size of the text and the density of the rows, kept on this device. */
export const useFeedLook = createSharedComposable(() => ({
  size: useStored<string>('feed-size', 'm'),
  compact: useStored('feed-compact', false),
}))
