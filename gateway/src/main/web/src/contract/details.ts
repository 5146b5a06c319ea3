/** The event as Twitch sent it. No field is guaranteed: Twitch adds and omits fields. */
export type Details = Record<string, unknown>

export function textOf(details: Details, field: string) {
  const value = details[field]
  return typeof value === 'string' ? value : ''
}

/** A finite number, or else zero. */
export function numberOf(details: Details, field: string) {
  const value = details[field]
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

export function objectOf(details: Details, field: string): Details {
  const value = details[field]
  return isObject(value) ? value : {}
}

export function listOf(details: Details, field: string): Details[] {
  const value = details[field]
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** Whether parts are missing: the live feed carries events of limited size. */
export const isShortened = ({ lacks }: Details) => Array.isArray(lacks) && lacks.length > 0

const isObject = (value: unknown): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
