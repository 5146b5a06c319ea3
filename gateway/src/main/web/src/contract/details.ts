import { cut } from './cut'

/** An event's details as they came: no field is guaranteed, and none has a guaranteed form. */
export type Details = Record<string, unknown>

/** The limit for a text; the server's own is lower. */
const MAX_LENGTH = 1_000
const NUMBER = /^\d{1,15}$/

/** A text as one line without control characters. */
export function textOf(details: Details, field: string): string | undefined {
  const value = details[field]
  if (typeof value !== 'string') return undefined
  const line = value
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
  return line === '' ? undefined : cut(line, MAX_LENGTH)
}

/** An id, which is a text although it may look like a number. */
export function idOf(details: Details, field: string): string | undefined {
  const value = details[field]
  return typeof value === 'number' ? String(value) : textOf(details, field)
}

/** A whole number that is not negative, also if it came as a text. */
export function numberOf(details: Details, field: string): number | undefined {
  const value = details[field]
  const number = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
    ? number
    : undefined
}

/** A yes or no, also if it came as a text. */
export function flagOf(details: Details, field: string): boolean | undefined {
  const value = details[field]
  if (value === 'true' || value === 'false') return value === 'true'
  return typeof value === 'boolean' ? value : undefined
}

/** A time in ISO form. */
export function timeOf(details: Details, field: string): string | undefined {
  const text = textOf(details, field)
  return text !== undefined && Number.isNaN(Date.parse(text)) ? undefined : text
}

/** Reads a field that has one of the given words. */
export function oneOf<T extends string>(
  words: readonly T[],
  details: Details,
  field: string,
): T | undefined {
  const text = idOf(details, field)
  return words.find((word) => word === text)
}

export function objectOf(details: Details, field: string): Details | undefined {
  const value = details[field]
  return isObject(value) ? value : undefined
}

export function listOf(details: Details, field: string): Details[] {
  const value = details[field]
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function textsOf(details: Details, field: string): string[] {
  const value = details[field]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

const isObject = (value: unknown): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
