import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeWalletCode } from '../../../src/core/credential/qr-text.ts'
import { chooseReading, readKeys } from '../../../src/verifier/wedge.ts'
import { KEYBOARDS, scanOn } from '../../support/desk-scanner.ts'
import { readVector } from '../../support/vectors/files.ts'
import type { ScanVector } from '../../support/vectors/scan.ts'

const message = fc.uint8Array({ minLength: 300, maxLength: 340 })
const walletCode = message.map((bytes) => writeWalletCode(new Uint8Array([0xd2, ...bytes])))
const { text: bhytText } = readVector<ScanVector>('credential/scans/unsigned-hospital-text.json')

const read = (scan: { keys: readonly { code: string; shift: boolean }[]; typed: string }) =>
  chooseReading({ keys: readKeys(scan.keys), typed: scan.typed })

describe('a scan that a keyboard typed', () => {
  it.each(KEYBOARDS)('is read exactly on a computer with: %s', (keyboard) => {
    fc.assert(
      fc.property(walletCode, (text) => {
        expect(read(scanOn(keyboard, text))).toEqual({ ok: true, value: text })
      }),
      { numRuns: 100 },
    )
    expect(read(scanOn(keyboard, bhytText))).toEqual({ ok: true, value: bhytText })
  })

  it('may have the prefix of the symbology in front', () => {
    fc.assert(
      fc.property(walletCode, (text) => {
        expect(read(scanOn('telex', `]Q3${text}`))).toEqual({ ok: true, value: text })
      }),
      { numRuns: 20 },
    )
  })

  it('is never another code when keys are lost or doubled', () => {
    fc.assert(
      fc.property(
        walletCode,
        fc.nat(),
        fc.boolean(),
        fc.constantFrom(...KEYBOARDS),
        (text, place, isLost, keyboard) => {
          const at = place % text.length
          const hurt = isLost
            ? text.slice(0, at) + text.slice(at + 1)
            : text.slice(0, at) + text.charAt(at) + text.slice(at)
          const reading = read(scanOn(keyboard, hurt))
          // A number with another digit count seldom begins with the byte of a message; the signature tells
          // those few.
          if (reading.ok) expect(reading.value).toBe(hurt)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is not read from what is no code', () => {
    for (const typed of ['', '   ', 'DN4010199990001', 'https://example.com', 'x'.repeat(9000)]) {
      expect(chooseReading({ keys: typed, typed })).toEqual({ ok: false, error: 'not_readable' })
    }
  })
})
