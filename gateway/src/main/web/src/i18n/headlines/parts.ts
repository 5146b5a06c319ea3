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
      .map((piece, index) =>
        index % 2 === 1
          ? { text: this.texts[Number(piece)] ?? '', foreign: true }
          : { text: piece, foreign: false },
      )
      .filter(({ text }) => text !== '')
  }
}

export const textOf = (parts: readonly Part[]) => parts.map(({ text }) => text).join('')
