import { describe, expect, it } from 'vitest'
import { err } from '../../../../src/core/result.ts'
import { createPhoneConfirmation } from '../../../../src/issuer/registration/confirm-phone.ts'

describe('a code for a phone that is to be registered', () => {
  it('begins no transaction where there is no turn for it', async () => {
    const refused = err({ code: 'too_many_requests', retryAfter: 5 } as const)
    const transaction = () => {
      throw new Error('begun')
    }
    const parts = { admission: { takeTurn: async () => refused } }
    const database = { kind: 'sqlite', query: { transaction } }
    const confirmation = createPhoneConfirmation(
      database as unknown as Parameters<typeof createPhoneConfirmation>[0],
      parts as unknown as Parameters<typeof createPhoneConfirmation>[1],
    )
    const client = { phone: '0000888001', clientIp: '203.0.113.7' }
    expect(await confirmation.sendCode(client, 1_800_000_000)).toEqual(refused)
  })
})
