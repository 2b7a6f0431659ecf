import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHandedText } from '../../../../../src/app/screens/scan/scan-grammar.ts'
import { createTypedScan, type TypedScan } from '../../../../../src/app/screens/scan/typed-scan.ts'
import { readQrText } from '../../../../../src/core/qr/qr-reading.ts'
import { cardText, propertyRuns } from '../../../../support/card-texts.ts'
import { INPUT_METHODS, typeThrough } from '../../../../support/input-methods.ts'

/** What the screen gets from keys that come as fast as a scanner's. */
function type(keys: readonly string[]): TypedScan | undefined {
  const scan = createTypedScan()
  for (const [at, key] of keys.entries()) scan.take({ key, time: at * 4 })
  return scan.end()
}

/** Whether a field differs from what the text says without a note beside it, and the text was taken for a card. */
function changesSilently(handed: { text: string } | TypedScan, text: string): boolean {
  const { reading } = readHandedText(handed)
  if (reading.kind !== 'bhyt' && reading.kind !== 'cccd' && reading.kind !== 'can-cuoc') return false
  const noted = reading.warnings.map(({ field }) => field as string | undefined)
  const said: Record<string, unknown> = { ...readQrText(text).fields }
  return Object.entries(reading.fields).some(
    ([field, value]) => said[field] !== value && !noted.includes(field),
  )
}

describe('a text that was typed or pasted', () => {
  it.each(Object.entries(INPUT_METHODS))('changes nothing without a note: typed through %s', (_, method) => {
    fc.assert(
      fc.property(cardText, (text) => {
        const typed = type(typeThrough(method, text))
        expect(typed && changesSilently(typed, text)).toBe(false)
      }),
      propertyRuns(300),
    )
  })

  it('is read as it is where no input method was in the way', () => {
    fc.assert(
      fc.property(cardText, (text) => {
        const expected = readQrText(text)
        expect(expected.kind).not.toBe('unknown')
        expect(readHandedText({ text })).toEqual({ text, reading: expected })
        expect(readHandedText(type([...text]) ?? { text: '' }).reading.fields).toEqual(expected.fields)
      }),
      propertyRuns(300),
    )
  })

  it('is read whatever a clipboard or a mail program put around it', () => {
    const around = fc.constantFrom(
      ...['', ' ', '\r\n', '\u200E', '\u200B', '\uFEFF', '\u00A0', '\t', '\0'].map(
        (mark) => [mark, mark] as const,
      ),
      ['"', '"'] as const,
      ['“', '”'] as const,
      [']Q1', ''] as const,
      ['\\000026', '\r'] as const,
      ['"]Q3', '"\n'] as const,
    )
    fc.assert(
      fc.property(cardText, around, (text, [before, after]) => {
        const { fields, kind } = readQrText(text)
        const { reading, text: kept } = readHandedText({ text: before + text + after })
        expect(reading).toMatchObject({ kind, fields })
        expect(kept).toBe(text)
      }),
      propertyRuns(300),
    )
  })

  it('is read with its characters typed by their codes, Alt held down', () => {
    const scan = createTypedScan()
    const text = '001085990001||Nguyễn Văn Thử|05031985|Nam|Số 1, Phường Mẫu, Hà Nội|10052021'
    let time = 0
    const take = (key: string, altKey = false) => {
      time += 4
      scan.take({ key, time, altKey })
    }
    const codes = (character: string, isBytes: boolean) =>
      isBytes
        ? [...new TextEncoder().encode(character)].map((byte) => `0${byte}`)
        : [String(character.charCodeAt(0))]
    for (const isBytes of [false, true]) {
      for (const character of text) {
        const keys = character < '\x80' ? [] : codes(character, isBytes)
        if (keys.length === 0) take(character)
        for (const digits of keys) {
          take('Alt', true)
          for (const key of digits) take(key, true)
        }
      }
      const typed = scan.end()
      expect(typed && readHandedText(typed)).toEqual({ text, reading: readQrText(text) })
    }
  })

  it('says so where letters were dropped', () => {
    const dropped =
      '0199990001|Nguyn Vn Th|05/03/1985|1|-|01 - 028|01/01/2026|-|01/01/2026|01010199990001|-|4|-|-|4|-|$'
    const { reading } = readHandedText(type([...dropped]) ?? { text: '' })
    expect(reading.warnings).toContainEqual({ code: 'no-diacritics', field: 'fullName' })
    const taken = '001085990001||Nguy|05031985|Nam|Số 1, Hà Nội|10052021'
    const keys = [...taken].flatMap((key) => (key === 'y' ? [key, 'Process'] : [key]))
    expect(readHandedText(type(keys) ?? { text: '' }).reading.warnings).toContainEqual({
      code: 'keyboard',
      field: 'fullName',
    })
  })
})
