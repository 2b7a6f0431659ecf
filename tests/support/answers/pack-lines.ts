/** The longest line of a pack, in UTF-16 units, and some room. */
const LONGEST_LINE = 3_900

/** Lines of a pack, each `start` and as many texts as it may have, with `between` between them. */
export function joinPackLines(start: string, between: string, texts: readonly string[]): string[] {
  const lines: string[] = []
  for (const text of texts) {
    const last = lines.pop()
    if (last === undefined) lines.push(`${start}${text}`)
    else if (last.length + text.length > LONGEST_LINE) lines.push(last, `${start}${text}`)
    else lines.push(`${last}${between}${text}`)
  }
  return lines
}
