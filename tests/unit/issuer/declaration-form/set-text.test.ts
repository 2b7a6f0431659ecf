import fc from 'fast-check'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { isPersonName, isSafeText } from '../../../../src/core/qr/safe-text.ts'
import { formFonts, splitByFont } from '../../../../src/issuer/declaration-form/form-fonts.ts'
import { setText, UNPRINTABLE } from '../../../../src/issuer/declaration-form/set-text.ts'
import { propertyRuns } from '../../../support/card-texts.ts'
import { readPdf } from '../../../support/issuer/read-pdf.ts'

/**
 * Latin letters newer than the fonts, and of one kind of phonetic writing; the form says that it cannot print
 * them.
 */
const NOT_IN_FONTS = /[Ɤ-ꟍ꟎꟏꟒꟔Ꟛ-Ƛ꟱\u{1DF00}-\u{1DFFF}]/u

async function printed(text: string, width = 300) {
  const document = new PDFDocument({ size: 'A4' })
  for (const [name, file] of Object.entries(formFonts)) document.registerFont(name, file)
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((done) => document.on('end', done))
  const isComplete = setText(document, text, { x: 50, y: 50, width, size: 10 })
  const bottom = document.y
  document.end()
  await ended
  return { isComplete, bottom, lines: readPdf(Buffer.concat(chunks)).lines }
}

describe('text of any script on the form', () => {
  it('has every letter that a name may hold', () => {
    const missing: string[] = []
    for (let point = 0; point < 0x2_0000; point++) {
      const letter = String.fromCodePoint(point)
      if (!isPersonName(`Aa${letter}`) || NOT_IN_FONTS.test(letter)) continue
      const set = /\p{M}/u.test(letter) ? `a${letter}` : letter
      if (splitByFont(set).some(({ font }) => font === undefined))
        missing.push(`${letter} ${point.toString(16)}`)
    }
    expect(missing).toEqual([])
  })

  it('measures each letter of a text a few times, however long the text is', () => {
    const document = new PDFDocument({ size: 'A4' })
    for (const [name, file] of Object.entries(formFonts)) document.registerFont(name, file)
    let measured = 0
    const measure = document.widthOfString.bind(document)
    document.widthOfString = (text, options) => {
      measured += text.length
      return measure(text, options)
    }
    for (const letters of ['ẫ', '保', 'ก้', 'aก保', 'x ', '.']) {
      const text = letters.repeat(1000 / letters.length)
      measured = 0
      setText(document, text, { x: 50, y: 50, width: 300, size: 10 })
      expect(measured, letters).toBeLessThan(5 * text.length)
    }
  })

  it.each([
    ['Êđê', "H'Ƀlŏ Niê Brĭt"],
    ['Korean', '대한민국'],
    ['Chinese', '中华人民共和国 中華民國'],
    ['Japanese', '東京都渋谷区カタカナひらがな'],
    ['Russian', 'Российская Федерация'],
    ['Khmer', 'ខេត្តកំពង់ចាម'],
    ['Cham', 'ꨌꩌ'],
    ['Thái', 'ꪼꪕ'],
    ['Thai', 'ภาษาไทย'],
    ['Lao', 'ປະເທດລາວ'],
    ['Arabic', 'محمد بن عبد الله'],
    ['mixed', 'Hàn Quốc (대한민국), 中国'],
  ])('prints %s', async (_script, text) => {
    const { isComplete, lines } = await printed(text, 400)
    expect(isComplete).toBe(true)
    // In the order of drawing; a letter of which the dots are a glyph of their own comes out twice.
    const letters = (value: string) => new Set(value.normalize('NFC').match(/\p{L}/gu))
    expect(letters(lines.join(''))).toEqual(letters(text))
  })

  it('says where it has no letters, instead of printing boxes', async () => {
    const { isComplete, lines } = await printed('Quốc tịch 𐎀𐎁 (Ugarit)')
    expect(isComplete).toBe(false)
    expect(lines.join('')).toBe(`Quốc tịch ${UNPRINTABLE} (Ugarit)`)
  })

  it('breaks lines after blanks, between words of scripts without them, and in a word wider than a line', async () => {
    const words = await printed('một hai ba bốn năm sáu bảy', 60)
    expect(words.lines.length).toBeGreaterThan(1)
    expect(words.lines.join('')).toBe('một hai ba bốn năm sáu bảy')
    for (const line of words.lines) expect(line).toMatch(/^\S+( \S+)* ?$/)
    expect((await printed('中华人民共和国北京市朝阳区'.repeat(2), 60)).lines.length).toBeGreaterThan(3)
    expect((await printed('a'.repeat(60), 60)).lines.length).toBeGreaterThan(3)
    expect((await printed('ngắn')).bottom).toBeLessThan((await printed('ngắn '.repeat(40))).bottom)
  })

  it('takes any safe text, in any script, without a fault and without a letter that is not there', async () => {
    const text = fc
      .oneof(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc
          .array(
            fc.constantFrom(
              'ខ្',
              'មែ',
              'រ',
              'ำ',
              'ที่',
              'ꪼ',
              'ꨌ',
              'ꩌ',
              'مُ',
              'حَ',
              'لله',
              '\u0323',
              'ŏ',
              '가',
              '\u200d',
              ' ',
            ),
            { maxLength: 20 },
          )
          .map((parts) => parts.join('')),
      )
      .filter(isSafeText)
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const { isComplete, lines } = await printed(value, 120)
        const known = splitByFont(value)
        expect(isComplete).toBe(known.every(({ font }) => font !== undefined))
        if (!isComplete) expect(lines.join('')).toContain('…')
      }),
      propertyRuns(20),
    )
    // A whole form each.
  }, 120_000)
})
