/**
 * The lines of a stream of UTF-8 text. A line ends at LF alone, with or without CR before it: Node's readline
 * ends one at U+2028 and U+2029 as well (from version 22) and at a CR within it, so that a scanned text with
 * one of these would be two requests and every answer after it another's. Of a line of more than `atMost`
 * UTF-16 units no more than that and one is kept.
 */
export async function* readLines(
  input: AsyncIterable<Uint8Array | string>,
  atMost: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let line = ''
  for await (const part of input) {
    const text = typeof part === 'string' ? part : decoder.decode(part, { stream: true })
    const [first = '', ...others] = text.split('\n')
    line = join(line, first, atMost)
    for (const next of others) {
      yield line.replace(/\r$/, '')
      line = join('', next, atMost)
    }
  }
  line = join(line, decoder.decode(), atMost)
  if (line !== '') yield line.replace(/\r$/, '')
}

const join = (line: string, more: string, atMost: number) => (line + more).slice(0, atMost + 1)

/** JSON on one line, whatever the reader takes for the end of one. */
export function writeJsonLine(value: object): string {
  const json = JSON.stringify(value)
  const escaped = json.replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${escaped}\n`
}
