import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parsePartialDate } from '../../../../src/core/dates/partial-date.ts'
import { MAX_QR_TEXT, type QrReading, readQrText } from '../../../../src/core/qr/qr-reading.ts'

type Vector = { name: string; text: string; kind: string; fields: object; warnings: string[] }
type HostileVector = { name: string; text: string; kind: string; without?: string[]; warnings?: string[] }

function loadVectors<T>(name: string): T[] {
  return JSON.parse(readFileSync(new URL(`../../../vectors/card/${name}`, import.meta.url), 'utf8'))
}

function warningsOf(reading: QrReading): string[] {
  return reading.warnings.map(({ code, field }) => (field ? `${code} ${field}` : code))
}

describe('the text of a QR code', () => {
  it.each(loadVectors<Vector>('qr-texts.json'))('reads $name', ({ text, kind, fields, warnings }) => {
    const reading = readQrText(text)
    expect(reading.kind).toBe(kind)
    expect(reading.fields).toEqual(fields)
    expect(warningsOf(reading)).toEqual(warnings)
  })

  it.each(loadVectors<HostileVector>('hostile-texts.json'))('withstands $name', (vector) => {
    const reading = readQrText(vector.text)
    expect(reading.kind).toBe(vector.kind)
    if (vector.warnings) expect(warningsOf(reading)).toEqual(vector.warnings)
    for (const field of vector.without ?? []) expect(reading.fields).not.toHaveProperty(field)
    if (!['cccd', 'can-cuoc', 'bhyt'].includes(reading.kind)) expect(reading.fields).toEqual({})
  })

  it('notes dates in the future only when it is told the day', () => {
    const text = '001285990001||Nguyễn Văn Thử|05032085|Nam|Số 1, Hà Nội|10052099'
    const today = parsePartialDate('2026-11-23')
    expect(today.ok && warningsOf(readQrText(text, { today: today.value }))).toEqual([
      'date-in-future dateOfBirth',
      'date-in-future issueDate',
    ])
    expect(warningsOf(readQrText(text))).toEqual([])
  })

  it('does not look at a text longer than any code', () => {
    const card = '001085990001||Nguyễn Văn Thử|05031985|Nam|Số 1, Hà Nội|10052021|'
    expect(readQrText(card.padEnd(MAX_QR_TEXT, '|')).kind).toBe('can-cuoc')
    expect(readQrText(card.padEnd(MAX_QR_TEXT + 1, '|')).kind).toBe('unknown')
    expect(readQrText('x'.repeat(1 << 20)).kind).toBe('unknown')
  })
})
