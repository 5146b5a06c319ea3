/** What an event says about itself. Nothing in it is certain: Twitch adds and leaves out fields. */
export type Details = Record<string, unknown>

export function textOf(details: Details, field: string) {
  const value = details[field]
  return typeof value === 'string' ? value : ''
}

/** Zero where there is no number, or one that is not finite. */
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

const isObject = (value: unknown): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
