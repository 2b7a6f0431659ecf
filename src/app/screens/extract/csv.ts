export type Cell = string | number | undefined

/**
 * Characters with which a spreadsheet begins a formula, also full-width as Japanese ones take them; a tab or
 * the end of a line may hide one.
 */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/

/**
 * A table as CSV (RFC 4180) with a byte order mark, so that spreadsheets read UTF-8. Texts that would be taken for a formula get an
 * apostrophe before them, because they come from elsewhere (OWASP, "CSV injection"); numbers are written as they are.
 */
export function writeCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${[columns, ...rows].map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')}`
}

function writeCell(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
