import type { PackRow } from './pack-kind.ts'

/** Longest file that is read, in characters; a pack of guides is a tenth of it. */
const LONGEST = 1_000_000

/**
 * Reads guides or news as one writes them in a file: each begins with `# ` and its id, a line `field: value`
 * for each field, an empty line, and then its text in Markdown, which has no heading of the first level.
 */
export function readArticleFile(text: string): readonly PackRow[] {
  const lines = text.slice(0, LONGEST).replace(/\r\n?/g, '\n').split('\n')
  const starts = lines.flatMap((line, at) => (line.startsWith('# ') ? [at] : []))
  return starts.map((start, at) => readEntry(lines.slice(start, starts[at + 1])))
}

function readEntry([first = '', ...lines]: readonly string[]): PackRow {
  const end = lines.indexOf('')
  const fields = lines.slice(0, end < 0 ? lines.length : end).flatMap((line) => {
    const [, field, value] = /^([a-z]+): (.*)$/.exec(line) ?? []
    return field === undefined || value === undefined ? [] : [[field, value] as const]
  })
  const body = end < 0 ? '' : lines.slice(end).join('\n').trim()
  return { ...Object.fromEntries(fields), id: first.slice(2).trim(), body }
}
