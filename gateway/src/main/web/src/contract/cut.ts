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
