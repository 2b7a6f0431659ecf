import { describe, expect, it } from 'vitest'
import { makeSmsLink, writeRecoverySms } from '../../../../../src/app/screens/recovery/sms-link.ts'

describe('the ready-made message', () => {
  it('asks for a password as the gateway understands it', () => {
    expect(writeRecoverySms('0099990001')).toBe('BH MK 0099990001')
    expect(makeSmsLink(writeRecoverySms('0099990001'))).toBe('sms:8079?body=BH%20MK%200099990001')
  })

  it('carries nothing out of its body', () => {
    const link = makeSmsLink('a&to=1?b=2#c')
    expect(new URL(link).searchParams.get('body')).toBe('a&to=1?b=2#c')
    expect(new URL(link).pathname).toBe('8079')
  })
})
