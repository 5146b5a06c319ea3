import type { Details } from '../contract/details'

/** A text by a stranger, such as a name or a message. */
export interface Stranger {
  text: string
  /** The login of a person, if the text is a name. */
  login?: string
}

/** A part of a sentence; texts by strangers are isolated from the rest. */
export interface Part {
  text: string
  foreign: boolean
}

/** More than any event has in a headline. */
const MOST_TEXTS = 60
const DEEPEST = 3
/** Headlines cut longer texts, so that only their beginning is found. */
const CUT_FROM = 60
const NAME = /_name$/
const INSIDE = /^[\p{L}\p{N}]$/u
/** Belongs to the character before it. */
const JOINED = /^[\p{M}\u200D]/u
const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/** All texts in the details of an event, names with their login. */
export function strangersIn(details: Details): Stranger[] {
  const found: Stranger[] = []
  collect(details, 0, found)
  return found
}

function collect(details: Details, depth: number, found: Stranger[]) {
  for (const [key, value] of Object.entries(details)) {
    if (found.length >= MOST_TEXTS) return
    if (typeof value === 'string') {
      const text = value.trim().replace(/\s+/g, ' ')
      if (text !== '') found.push({ text, login: loginOf(details, key) })
    } else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
      collect(value as Details, depth + 1, found)
    }
  }
}

function loginOf(details: Details, key: string) {
  const login = NAME.test(key) && details[key.replace(NAME, '_login')]
  return typeof login === 'string' ? login : undefined
}

/** Whether a name does not tell the login, as in another script. */
export const hidesLogin = ({ text, login = '' }: Stranger) =>
  login !== '' && text.toLowerCase() !== login.toLowerCase()

/** Splits a sentence around the texts of strangers, and adds logins that names do not tell. */
export function partsOf(sentence: string, strangers: readonly Stranger[]): Part[] {
  const places = placesOf(sentence, strangers)
  const parts: Part[] = []
  let done = 0
  for (const { from, to, stranger } of places) {
    parts.push({ text: sentence.slice(done, from), foreign: false })
    parts.push({ text: sentence.slice(from, to), foreign: true })
    const suffix = hidesLogin(stranger) ? ` (${stranger.login ?? ''})` : ''
    if (!sentence.startsWith(suffix, to)) parts.push({ text: suffix, foreign: false })
    done = to
  }
  parts.push({ text: sentence.slice(done), foreign: false })
  return parts.filter(({ text }) => text !== '')
}

interface Place {
  from: number
  to: number
  stranger: Stranger
}

/** Longer texts first: a name can also be a word of a message. */
function placesOf(sentence: string, strangers: readonly Stranger[]) {
  const places: Place[] = []
  const known = new Set<string>()
  const ordered = [...strangers].sort(
    (a, b) => b.text.length - a.text.length || Number(hidesLogin(b)) - Number(hidesLogin(a)),
  )
  for (const stranger of ordered) {
    if (known.has(stranger.text)) continue
    known.add(stranger.text)
    for (const place of placesOfOne(sentence, stranger)) {
      if (places.every(({ from, to }) => place.to <= from || place.from >= to)) places.push(place)
    }
  }
  return places.sort((a, b) => a.from - b.from)
}

function placesOfOne(sentence: string, stranger: Stranger): Place[] {
  const { text } = stranger
  const places: Place[] = []
  const beginning = text.length > CUT_FROM ? text.slice(0, CUT_FROM) : text
  let from = sentence.indexOf(beginning)
  while (from >= 0) {
    let to = from + beginning.length
    while (to < sentence.length && sentence[to] === text[to - from]) to += 1
    if (isApart(sentence, from, to)) places.push({ from, to, stranger })
    from = sentence.indexOf(beginning, to)
  }
  return places
}

/** Not a piece of a longer word. */
function isApart(sentence: string, from: number, to: number) {
  const edge = (inside: string, outside: string) => !INSIDE.test(inside) || !INSIDE.test(outside)
  return (
    !JOINED.test(sentence.slice(to)) &&
    edge(sentence[from] ?? '', sentence[from - 1] ?? '') &&
    edge(sentence[to - 1] ?? '', sentence[to] ?? '')
  )
}

/** Isolates a text for places that take no elements, such as titles, if it would turn its surroundings. */
export const isolated = (text: string) => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text)

/** Cuts a text to a length, between characters as people see them. */
export function cut(text: string, longest: number) {
  if (text.length <= longest) return text
  let end = 0
  // Only the beginning, since a segment is looked for in all of the text.
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, longest * 2))) {
    if (index + segment.length > longest - 1) break
    end = index + segment.length
  }
  return `${text.slice(0, end)}…`
}
