import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concatBytes } from '../../../../src/core/bytes.ts'
import {
  readDeskRequest,
  writeDeskAudience,
  writeDeskCode,
  writePosterCode,
} from '../../../../src/core/credential/desk.ts'
import { readWalletCode, writeWalletCode } from '../../../../src/core/credential/qr-text.ts'
import { date, FACE, issueCard, NOW, showLive } from '../../../support/vectors/world.ts'

describe('QR text', () => {
  it('brings back every message that fits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 497 }), (rest) => {
        const message = concatBytes(Uint8Array.of(0xd2), rest)
        const text = writeWalletCode(message)
        expect(text).toMatch(/^BHYT:1\/[1-9]\d{2,1199}$/)
        expect(readWalletCode(text)).toEqual({ ok: true, value: message })
      }),
    )
  })

  it('has room for the largest credential in nonce mode', async () => {
    const credential = await issueCard({
      issuer: 'N'.repeat(16),
      face: {
        ...FACE,
        fullName: 'N'.repeat(100),
        dateOfBirth: date('1985-03'),
        livingArea: 'K1',
        bhxhCode: '0199990001',
      },
      status: { list: 65_535, index: 16_777_215 },
      specimen: true,
    })
    const token = await showLive(credential, {
      audience: writeDeskAudience('01001'),
      nonce: new Uint8Array(16),
      issuedAt: NOW,
    })
    expect(readWalletCode(writeWalletCode(token))).toEqual({ ok: true, value: token })
  })

  it.each([
    ['https://example.invalid/', 'not_ours'],
    ['bhyt:1/123', 'not_ours'],
    ['BHYT:2/123', 'unsupported_version'],
    ['BHYT:10/123', 'unsupported_version'],
    ['BHYT:1', 'malformed'],
    ['BHYT:x/1', 'malformed'],
    ['BHYT:/1', 'malformed'],
    ['BHYT:1/53504', 'malformed'],
    ['BHYT:1/1e3', 'malformed'],
    ['BHYT:1/-5', 'malformed'],
    ['BHYT:1/0x10', 'malformed'],
  ])('refuses %s', (text, error) => {
    // 53504 is 0xd100: another tag.
    expect(readWalletCode(text)).toEqual({ ok: false, error })
  })
})

describe('what a desk asks with', () => {
  const nonce = Uint8Array.from({ length: 16 }, (_, index) => 17 * index)

  it('says facility and nonce', () => {
    const text = writeDeskCode({ facilityCode: '79C54', nonce })
    expect(text).toBe('BHYT-DESK:1/79C54/00112233445566778899AABBCCDDEEFF')
    expect(readDeskRequest(text)).toEqual({ ok: true, value: { facilityCode: '79C54', nonce } })
  })

  it('says the facility alone on a poster', () => {
    const text = writePosterCode({ facilityCode: '79C54' })
    expect(text).toBe('BHYT-DESK:2/79C54')
    expect(readDeskRequest(text)).toEqual({ ok: true, value: { facilityCode: '79C54' } })
  })

  it.each([
    '',
    'BHYT-DESK:1/',
    'BHYT-DESK:1/79001',
    'BHYT-DESK:2/',
    'BHYT-DESK:2/79001/',
    'BHYT-DESK:2/790011',
    'BHYT-DESK:3/79001',
    'BHYT-DESK:2/79001/00112233445566778899AABBCCDDEEFF',
    'BHYT-DESK:1/7900/00112233445566778899AABBCCDDEEFF',
    'BHYT-DESK:1/79001/00112233445566778899AABBCCDDEE',
    'BHYT-DESK:1/79001/00112233445566778899aabbccddeeff',
    'BHYT-DESK:1/79001/00112233445566778899AABBCCDDEEFF0',
    ' BHYT-DESK:1/79001/00112233445566778899AABBCCDDEEFF',
  ])('refuses %j', (text) => {
    expect(readDeskRequest(text)).toEqual({ ok: false, error: 'not_ours' })
  })
})
