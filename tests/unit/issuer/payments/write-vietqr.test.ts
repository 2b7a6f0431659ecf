import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { QRPay } from 'vietnam-qr-pay'
import { describe, expect, it } from 'vitest'
import { readVietQr, type VietQrTransfer } from '../../../../src/core/payment/vietqr.ts'
import { checkPaymentCode } from '../../../../src/core/qr/payment-code.ts'
import { writeVietQr } from '../../../../src/issuer/payments/write-vietqr.ts'

const file = new URL('../../../vectors/payment/vietqr.json', import.meta.url)
const vectors = JSON.parse(readFileSync(file, 'utf8')) as {
  codes: { transfer: VietQrTransfer; text: string }[]
  refused: { why: string; transfer: VietQrTransfer }[]
  malformed: { why: string; text: string }[]
}

describe('codes for transfers', () => {
  it('are the published ones, byte for byte, and read as what they say', () => {
    for (const { transfer, text } of vectors.codes) {
      expect(writeVietQr(transfer)).toBe(text)
      expect(readVietQr(text)).toEqual({ ok: true, value: transfer })
    }
  })

  it.each(vectors.refused)('are not made of what the library would take: $why', ({ transfer }) => {
    expect(() => writeVietQr(transfer)).toThrow()
  })

  it.each(vectors.malformed)('are not read: $why', ({ text }) => {
    expect(readVietQr(text).ok).toBe(false)
  })

  it('are read back by the library as well, each of ours', () => {
    const word = fc.stringMatching(/^[0-9A-Za-z]{1,12}$/)
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{6}$/),
        fc.stringMatching(/^[0-9A-Z]{1,19}$/),
        fc.integer({ min: 1, max: 9_999_999_999 }),
        fc.tuple(word, word).map((words) => words.join(' ')),
        (bin, account, amount, text) => {
          const code = writeVietQr({ bin, account, amount, text })
          const read = new QRPay(code)
          expect(read.isValid).toBe(true)
          expect([read.consumer.bankBin, read.consumer.bankNumber, read.amount]).toEqual([
            bin,
            account,
            String(amount),
          ])
          expect(read.additionalData.purpose).toBe(text)
          expect(checkPaymentCode(code)).toBe('valid')
        },
      ),
    )
  })

  it('with one character changed are refused or say the same', () => {
    const code = writeVietQr({ bin: '999999', account: '0199990001', amount: 1_366_200, text: 'BHYT' })
    fc.assert(
      fc.property(fc.nat({ max: code.length - 1 }), fc.integer({ min: 32, max: 126 }), (at, character) => {
        const changed = code.slice(0, at) + String.fromCharCode(character) + code.slice(at + 1)
        const read = readVietQr(changed)
        if (changed !== code) expect(read.ok).toBe(false)
      }),
    )
  })
})
