import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardOfText } from '../../../../src/app/screens/add-card/new-card.ts'
import { undoKeyboardLayout } from '../../../../src/core/qr/keyboard-layout.ts'
import { readQrText } from '../../../../src/core/qr/qr-reading.ts'
import { trimText } from '../../../../src/core/qr/safe-text.ts'
import { separateTexts, unwrapScan } from '../../../../src/core/qr/scan-text.ts'
import { bhytText, cardText, propertyRuns } from '../../../support/card-texts.ts'

type Vector = { name: string; text: string; kind: string; fields: object; warnings: string[] }
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../../vectors/card/field-texts.json', import.meta.url), 'utf8'),
)

describe('texts as the field hands them in', () => {
  it('takes the bars of British keyboards and East Asian input for the one of the formats, where there is none', () => {
    fc.assert(
      fc.property(cardText, fc.constantFrom('¦', '｜'), (text, bar) => {
        expect(unwrapScan(text.replaceAll('|', bar))).toBe(unwrapScan(text))
      }),
      propertyRuns(200),
    )
  })

  it.each(vectors)('reads $name', ({ text, kind, fields, warnings }) => {
    const reading = readQrText(text)
    expect(reading).toMatchObject({ kind, fields })
    expect(reading.fields).toEqual(fields)
    expect(reading.warnings.map(({ code, field }) => (field ? `${code} ${field}` : code))).toEqual(warnings)
    if (kind !== 'unknown') expect(undoKeyboardLayout(text)).toEqual({ ok: true, value: trimText(text) })
  })

  it('keeps one text of a card that was scanned twice', () => {
    fc.assert(
      fc.property(bhytText, fc.constantFrom('', ' ', '\n', '\r\n'), (text, between) => {
        expect(separateTexts(unwrapScan(text + between + text))).toEqual([text])
        expect(readQrText(text + between + text)).toEqual(readQrText(text))
        const cut = text + between + text.slice(0, text.length / 2)
        expect(cardOfText(text + between + text)?.hospitalText).toBe(text)
        expect(readQrText(cut).fields).toEqual(readQrText(text).fields)
      }),
      propertyRuns(300),
    )
  })

  it('never mixes two texts: the first, or none', () => {
    const other = fc.constantFrom('BHYT:1/0123456789', 'https://example.vn/x', 'bàn số 7', '00020101021138')
    const between = fc.constantFrom('', ' ', '\n', '\r\n', '\t', '|', ';', ', ')
    const length = fc.double({ min: 0.1, max: 1, noNaN: true })
    fc.assert(
      fc.property(cardText, fc.oneof(cardText, cardText, other), between, length, (one, two, mark, share) => {
        for (const joined of [
          one + mark + two,
          one + mark + two.slice(0, share * two.length),
          two + mark + one,
        ]) {
          const { fields } = readQrText(joined)
          const sources = [one, two].map((text): Record<string, unknown> => ({ ...readQrText(text).fields }))
          const isOfOne = sources.some((source) =>
            Object.entries(fields).every(([field, value]) => source[field] === value),
          )
          expect(isOfOne, joined).toBe(true)
        }
      }),
      propertyRuns(500),
    )
  })

  it('never moves a field when a part is lost or one too many, unless a note stands beside it', () => {
    fc.assert(
      fc.property(bhytText, fc.nat(15), fc.boolean(), (text, place, isLost) => {
        const parts = text.split('|')
        const at = 1 + (place % (parts.length - 2))
        const odd = (isLost ? parts.toSpliced(at, 1) : parts.toSpliced(at, 0, 'x')).join('|')
        const said: Record<string, unknown> = { ...readQrText(text).fields }
        const reading = readQrText(odd)
        const noted = reading.warnings.map(({ field }) => field as string | undefined)
        for (const [field, value] of Object.entries(reading.fields)) {
          if (said[field] !== value) expect(noted, `${field} of ${odd}`).toContain(field)
        }
      }),
      propertyRuns(500),
    )
  })
})
