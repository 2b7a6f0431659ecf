import { describe, expect, it } from 'vitest'
import { createGrammar, readScanned } from '../../../../../src/app/screens/scan/scan-grammar.ts'
import { dayOf } from '../../../../../src/core/dates/day-of.ts'

const identity = '001085990001||Nguyễn Thị Diễm|08031985|Nữ|Phường Ba Đình, Hà Nội|01052021'
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('the grammar of a scan', () => {
  it('takes known kinds at once and others when read twice', () => {
    const accept = createGrammar()
    expect(accept(identity, bytesOf(identity))).toBe(true)
    expect(accept('https://example.vn/', bytesOf('https://example.vn/'))).toBe(true)
    expect(accept('bàn số 7', bytesOf('bàn số 7'))).toBe(false)
    expect(accept('bàn số 8', bytesOf('bàn số 8'))).toBe(false)
    expect(accept('bàn số 8', bytesOf('bàn số 8'))).toBe(true)
  })

  it('lets the bytes decide over an engine that guessed', () => {
    const garbled = new TextDecoder('windows-1252').decode(bytesOf(identity))
    const { text, reading } = readScanned(garbled, bytesOf(identity))
    expect(text).toBe(identity)
    expect(reading).toMatchObject({ kind: 'cccd', fields: { fullName: 'Nguyễn Thị Diễm' } })
  })

  it('knows the day', () => {
    expect(dayOf(new Date(2026, 10, 3, 23, 59))).toBe('2026-11-03')
  })
})
