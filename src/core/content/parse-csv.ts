/** The rows of a CSV text, whatever becomes of its last quotation mark, see `readCsv`. */
export const parseCsv = (text: string): string[][] => readCsv(text).rows

/**
 * The rows of a CSV text (RFC 4180): commas or, where the first line has more of them, semicolons; fields may
 * stand in quotation marks. Empty lines are left out; a byte order mark too. Not `isClosed` where the text
 * ends within quotation marks, or a field that runs over lines goes on behind its second one or has lines like
 * rows, as where two fields have only one each: then it may be all the rows that were to follow.
 */
export function readCsv(text: string): { readonly rows: string[][]; readonly isClosed: boolean } {
  const source = text.replace(/^\uFEFF/, '')
  const first = source.split(/\r?\n/, 1)[0] ?? ''
  const separator = first.split(';').length > first.split(',').length ? ';' : ','
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let isQuoted = false
  let isClosed = true
  const isEnd = (sign: string | undefined) =>
    sign === undefined || sign === separator || sign === '\r' || sign === '\n'
  let columns = 0
  const endRow = () => {
    row.push(field)
    columns ||= row.length
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
    field = ''
  }
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]
    if (isQuoted) {
      if (sign !== '"') field += sign
      else if (source[at + 1] === '"') {
        field += '"'
        at++
      } else {
        isQuoted = false
        // Whole lines within a field that have the form of rows are rows.
        const lines = field.split('\n').slice(1, -1)
        const areRows = columns > 1 && lines.some((line) => line.split(separator).length >= columns)
        if (areRows || (field.includes('\n') && !isEnd(source[at + 1]))) isClosed = false
      }
    } else if (sign === '"' && field === '') isQuoted = true
    else if (sign === separator) {
      row.push(field)
      field = ''
    } else if (sign === '\n') endRow()
    else if (sign !== '\r') field += sign
  }
  if (field !== '' || row.length > 0) endRow()
  return { rows, isClosed: isClosed && !isQuoted }
}
