import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSePayWebhook } from '../../../../src/issuer/payments/bank-webhook.ts'

const now = 1_795_000_000
const secret = 'what SePay and the insurer share'
const account = '257678859'
const webhook = createSePayWebhook(secret)
const good = {
  id: 92_704,
  gateway: 'Vietcombank',
  transactionDate: '2026-11-29 15:40:31',
  accountNumber: account,
  code: null,
  content: 'BHYT23456789A nop tien',
  transferType: 'in',
  transferAmount: 1_366_200,
  accumulated: 19_077_000,
  subAccount: null,
  referenceCode: 'MBVCB.3278907687',
  description: '',
}

function read(body: string, { at = now, with: key = secret, headers = {} as Record<string, string> } = {}) {
  const digest = createHmac('sha256', key).update(`${at}.${body}`).digest('hex')
  const sent = { 'X-SePay-Timestamp': String(at), 'X-SePay-Signature': `sha256=${digest}`, ...headers }
  return webhook.read({ headers: new Headers(sent), body }, account, now)
}
const told = (changes: object) => read(JSON.stringify({ ...good, ...changes }))

describe('messages in the form of SePay', () => {
  it('are read with the moment in Vietnam', () => {
    expect(told({})).toEqual({
      ok: true,
      value: {
        bank: 'sepay',
        transferId: '92704',
        amount: 1_366_200,
        content: good.content,
        bookedAt: Date.parse('2026-11-29T08:40:31Z') / 1000,
      },
    })
    expect(told({ content: null })).toMatchObject({ ok: true, value: { content: '' } })
    expect(told({ content: `a\0${'b'.repeat(3000)}` })).toMatchObject({
      value: { content: `a${'b'.repeat(999)}` },
    })
  })

  it('are nothing without the signature of this very text and moment', () => {
    const body = JSON.stringify(good)
    for (const wrong of [
      read(body, { with: 'another secret' }),
      read(body, { at: now - 301 }),
      read(body, { at: now + 301 }),
      read(body, { headers: { 'X-SePay-Timestamp': String(now - 1) } }),
      read(body, { headers: { 'X-SePay-Timestamp': `${now}.0` } }),
      read(body, { headers: { 'X-SePay-Timestamp': '' } }),
      read(body, { headers: { 'X-SePay-Signature': '' } }),
      read(body, { headers: { 'X-SePay-Signature': 'sha256=' } }),
      read(body, { headers: { 'X-SePay-Signature': `sha256=${'0'.repeat(64)}` } }),
      read(body, { headers: { 'X-SePay-Signature': `sha1=${'0'.repeat(40)}` } }),
      read(body, { headers: { Authorization: `Apikey ${secret}`, 'X-SePay-Signature': 'none' } }),
    ])
      expect(wrong).toEqual({ ok: false, error: 'forged' })
  })

  it.each([
    ['an amount as text', { transferAmount: '1366200' }],
    ['a fraction', { transferAmount: 1_366_200.5 }],
    ['nothing', { transferAmount: 0 }],
    ['less than nothing', { transferAmount: -1_366_200 }],
    ['more than there is', { transferAmount: 1e15 }],
    ['an amount past what a number holds', { transferAmount: 2 ** 60 }],
    ['a list', { transferAmount: [1_366_200] }],
    ['no number of the transfer', { id: undefined }],
    ['a number as text', { id: '92704' }],
    ['a fraction of a number', { id: 1.5 }],
    ['a day that is none', { transactionDate: '2026-13-40 15:40:31' }],
    ['a moment in another form', { transactionDate: '29/11/2026 15:40' }],
    ['a way that is none', { transferType: 'IN' }],
  ])('are refused with %s', (_what, changes) => {
    expect(told(changes)).toEqual({ ok: false, error: 'malformed' })
  })

  it('count nothing that left, and nothing of another account', () => {
    expect(told({ transferType: 'out' })).toEqual({ ok: true, value: undefined })
    for (const accountNumber of ['257678850', ` ${account}`, ''])
      expect(told({ accountNumber })).toEqual({ ok: false, error: 'other_account' })
    expect(read('[]')).toEqual({ ok: false, error: 'malformed' })
    expect(read('{')).toEqual({ ok: false, error: 'malformed' })
  })
})
