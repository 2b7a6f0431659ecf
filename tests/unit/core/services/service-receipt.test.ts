import { describe, expect, it } from 'vitest'
import { toHex } from '../../../../src/core/bytes.ts'
import { verifyServiceReceipt } from '../../../../src/core/services/service-receipt.ts'
import { hashContent } from '../../../../src/core/services/service-request.ts'
import { readTrustList } from '../../../support/vectors/desk.ts'
import { listVectors } from '../../../support/vectors/files.ts'
import type { MessageVector } from '../../../support/vectors/lists.ts'
import { bytesOf, toJson } from '../../../support/vectors/notation.ts'

describe('receipts', () => {
  it.each(listVectors<MessageVector>('snapshot/receipts'))('$file: $is', async (vector) => {
    const trustList = await readTrustList(vector.expected === 'demo' ? 'demo' : 'production')
    const verified = await verifyServiceReceipt(bytesOf(vector.message), { trustList, now: vector.now })
    expect(toJson(verified)).toEqual(vector.expect)
  })

  it('confirm content by one hash, in whatever order its keys came', async () => {
    const content = { service: 'a', version: 1, definition: '00', day: '2026-11-29' }
    const one = await hashContent({
      ...content,
      answers: { b: 1, a: { line: 'x', wardCode: '00001', provinceCode: '01' } },
    })
    const other = await hashContent({
      answers: { a: { provinceCode: '01', wardCode: '00001', line: 'x' }, b: 1 },
      ...content,
    })
    expect(toHex(one)).toBe(toHex(other))
    expect(toHex(await hashContent({ ...content, answers: { b: 2 } }))).not.toBe(toHex(one))
  })
})
