import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCsv } from '../../../../../src/app/screens/extract/csv.ts'

/** Reads RFC 4180 as a spreadsheet does. */
function readCsv(file: string): string[][] {
  const rows: string[][] = []
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false]
  const text = file.replace(/^\ufeff/, '')
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (quoted) {
      if (character !== '"') cell += character
      else if (text.charAt(at + 1) === '"') cell += text.charAt(at++)
      else quoted = false
    } else if (character === '"') quoted = true
    else if (character === ',') {
      row.push(cell)
      cell = ''
    } else if (character === '\r' && text.charAt(at + 1) === '\n') {
      rows.push([...row, cell])
      ;[row, cell] = [[], '']
      at++
    } else cell += character
  }
  return rows
}

describe('CSV', () => {
  it('begins with a byte order mark, and ends each row with CRLF', () => {
    expect(
      writeCsv(
        ['Từ', 'Số tiền'],
        [
          ['2026-01', 1_500_000],
          [undefined, 0],
        ],
      ),
    ).toBe('\ufeffTừ,Số tiền\r\n2026-01,1500000\r\n,0\r\n')
  })

  it('quotes what would break a row', () => {
    expect(writeCsv(['a'], [['Công ty "Mẫu", Hà Nội'], ['hai\ndòng']])).toBe(
      '\ufeffa\r\n"Công ty ""Mẫu"", Hà Nội"\r\n"hai\ndòng"\r\n',
    )
  })

  it.each([
    '=1+1',
    '+84',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋84',
    '－2',
    '＠SUM(A1)',
    '=HYPERLINK("http://x","y")',
  ])('leaves no formula: %j', (text) => {
    expect(readCsv(writeCsv(['a'], [[text]]))[1]).toEqual([`'${text}`])
  })

  it('gives every text back in its cell, and none of them begins a formula', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('=', '"', ',', '\r\n', "'"))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const read = readCsv(writeCsv(['a', 'b'], rows)).slice(1)
        expect(read.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@＝＋－＠\t\r\n])/, '')))).toEqual(
          rows.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@＝＋－＠\t\r\n])/, ''))),
        )
        for (const text of read.flat()) expect(text).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/)
      }),
    )
  })
})
