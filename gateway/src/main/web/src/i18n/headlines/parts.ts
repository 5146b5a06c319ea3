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
    return sentence
      .split(PLACE)
      .map((piece, index) => {
        const foreign = index % 2 === 1
        return { text: foreign ? (this.texts[Number(piece)] ?? '') : piece, foreign }
      })
      .filter(({ text }) => text !== '')
  }
}

/**
 * A letter or digit, or what belongs to the character before it. One pattern for all sentences: it names so many
 * characters that compiling it takes a slow phone several milliseconds.
 */
const WORD = /[\p{L}\p{M}\p{N}\u200D]/uy

/** Splits a sentence around some texts, of which longer ones come first. */
export function partsAround(sentence: string, texts: readonly string[]): Part[] {
  const ordered = texts.filter((text) => text !== '').sort((a, b) => b.length - a.length)
  const parts: Part[] = []
  let done = 0
  const add = (end: number, foreign: boolean) => {
    if (end > done) parts.push({ text: sentence.slice(done, end), foreign })
    done = end
  }
  let place = 0
  while (place < sentence.length) {
    const found = ordered.find((text) => isWhole(text, sentence, place))
    if (found) {
      add(place, false)
      add(place + found.length, true)
      place = done
    } else {
      place += 1
    }
  }
  add(place, false)
  return parts
}

/** Whether a text is at a place of a sentence, and not a part of a longer word. */
const isWhole = (text: string, sentence: string, place: number) =>
  sentence.startsWith(text, place) &&
  !isWord(sentence, place - 1) &&
  !isWord(sentence, place + text.length)

function isWord(sentence: string, place: number) {
  WORD.lastIndex = place
  return place >= 0 && WORD.test(sentence)
}

export const textOf = (parts: readonly Part[]) => parts.map(({ text }) => text).join('')
