import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  findPaymentReferences,
  formatPaymentReference,
} from '../../../../src/core/payment/payment-reference.ts'
import {
  type BankStandIn,
  makeTransfers,
  startBankStandIn,
  waysToPay,
} from '../../../../src/issuer/demo/bank/bank-stand-in.ts'
import { DANGEROUS_demoBankSecret, demoBank } from '../../../../src/issuer/demo/bank/demo-bank.ts'
import { createSimpleWebhook } from '../../../../src/issuer/payments/bank-webhook.ts'
import { writeVietQr } from '../../../../src/issuer/payments/write-vietqr.ts'

const reference = formatPaymentReference(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))
const webhook = createSimpleWebhook('simple', DANGEROUS_demoBankSecret)

describe('the stand-in for the bank', () => {
  const told: { headers: Headers; body: string }[] = []
  const issuer = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    told.push({ headers: new Headers(request.headers as Record<string, string>), body })
    response.end('{}')
  })
  let bank: BankStandIn

  beforeAll(async () => {
    issuer.listen(0, '127.0.0.1')
    await once(issuer, 'listening')
    const { port } = issuer.address() as AddressInfo
    bank = await startBankStandIn(() => `http://127.0.0.1:${port}`)
  })
  afterAll(async () => {
    await bank.stop()
    issuer.close()
  })

  const pay = async (code: string, way: string) =>
    (await fetch(bank.url, { method: 'POST', body: new URLSearchParams({ code, way }) })).text()
  const { bin, account } = demoBank
  const code = writeVietQr({ bin, account, amount: 100_001, text: reference })

  it('pays a code in each of its ways, and tells the issuer with a signature that it takes', async () => {
    for (const way of waysToPay) {
      told.length = 0
      expect(await pay(code, way)).toContain('Đã chuyển.')
      const now = Math.floor(Date.now() / 1000)
      const transfers = told.map((message) => webhook.read(message, account, now))
      const made = makeTransfers({ amount: 100_001, text: reference }, way, now)
      expect(transfers.map((each) => each.ok && each.value?.amount)).toEqual(made.map(({ amount }) => amount))
      const found = transfers.flatMap((each) =>
        each.ok && each.value ? findPaymentReferences(each.value.content) : [],
      )
      expect(new Set(found)).toEqual(new Set(way === 'unknown' ? [] : [reference]))
    }
  })

  it('pays nothing that is no code of ours', async () => {
    told.length = 0
    expect(await pay('<script>', 'whole')).toContain('Không đọc được mã này.')
    expect(await pay(code, 'elsewhere')).toContain('Không đọc được mã này.')
    expect(told).toEqual([])
  })
})
