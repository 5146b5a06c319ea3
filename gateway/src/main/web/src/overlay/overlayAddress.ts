import type { LocationQuery } from 'vue-router'

export const SIZES = ['s', 'm', 'l', 'xl'] as const
export type OverlaySize = (typeof SIZES)[number]

/** The events that an overlay shows, and their look. */
export interface OverlayLook {
  /** Ids of kinds; all kinds if empty. */
  kinds: string[]
  size: OverlaySize
  /** The most events at once. */
  most: number
  /** Seconds until an event goes; 0 for never. */
  stay: number
  /** A language of the page; empty for the browser's. */
  lang: string
}

export const DEFAULT_LOOK: OverlayLook = { kinds: [], size: 'm', most: 5, stay: 30, lang: '' }

const MAX_EVENTS = 20
const MAX_STAY = 3_600

/** The address of an overlay. All of it is behind the #, which browsers send to no server. */
export function overlayAddress(
  site: string,
  streamer: string,
  token: string,
  { kinds, size, most, stay, lang }: OverlayLook,
) {
  const query = new URLSearchParams({ streamer, token })
  if (kinds.length > 0) query.set('kinds', kinds.join(','))
  query.set('size', size)
  query.set('most', String(most))
  query.set('stay', String(stay))
  query.set('lang', lang)
  return `${site}#/overlay?${query.toString().replaceAll('%2C', ',')}`
}

/** The look that an address asks for; what cannot be read is the default. */
export function lookOf(query: LocationQuery): OverlayLook {
  const text = (name: string) => String(query[name] ?? '')
  const number = (name: 'most' | 'stay', least: number, most: number) => {
    const value = text(name)
    return /^\d{1,6}$/.test(value)
      ? Math.min(Math.max(Number(value), least), most)
      : DEFAULT_LOOK[name]
  }
  return {
    kinds: text('kinds').split(',').filter(Boolean),
    size: SIZES.find((size) => size === text('size')) ?? DEFAULT_LOOK.size,
    most: number('most', 1, MAX_EVENTS),
    stay: number('stay', 0, MAX_STAY),
    lang: text('lang'),
  }
}
