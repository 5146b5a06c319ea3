/** A piece of a sentence. */
export interface Part {
  text: string
  /** Words of a stranger, whose script and direction must not spread to the sentence. */
  foreign: boolean
}

/** Private characters around the place of a foreign text while a sentence is put together. */
const PLACE = /\uE000(\d+)\uE001/

/** The foreign texts of one sentence. */
export class Foreign {
  private readonly texts: string[] = []

  /** Keeps a text, and returns what stands for it in the sentence. */
  place(text: string) {
    this.texts.push(text)
    return `\uE000${String(this.texts.length - 1)}\uE001`
  }

  /** Splits a sentence into its parts. */
  partsOf(sentence: string): Part[] {
    return split(sentence, PLACE, (index) => this.texts[Number(index)] ?? '')
  }
}

/** Letters and digits, with what belongs to the character before it. */
const WORD = '[\\p{L}\\p{M}\\p{N}\\u200D]'
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g

/** Splits a sentence around some texts, of which longer ones come first. */
export function partsAround(sentence: string, texts: readonly string[]): Part[] {
  const ordered = texts.filter((text) => text !== '').sort((a, b) => b.length - a.length)
  if (ordered.length === 0) return [{ text: sentence, foreign: false }]
  const any = ordered.map((text) => text.replace(SYNTAX, '\\$&')).join('|')
  return split(sentence, new RegExp(`(?<!${WORD})(${any})(?!${WORD})`, 'u'), (text) => text)
}

/** The pieces that a pattern finds are the words of strangers. */
const split = (sentence: string, pattern: RegExp, textOf: (piece: string) => string): Part[] =>
  sentence
    .split(pattern)
    .map((piece, index) => ({
      text: index % 2 === 1 ? textOf(piece) : piece,
      foreign: index % 2 === 1,
    }))
    .filter(({ text }) => text !== '')

export const textOf = (parts: readonly Part[]) => parts.map(({ text }) => text).join('')
