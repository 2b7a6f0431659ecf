import { randomUUID } from 'node:crypto'
import { DANGEROUS_demoBankSecret, demoBank } from '../../../src/issuer/demo/bank/demo-bank.ts'
import {
  signatureHeader,
  signForGateway,
  timestampHeader,
} from '../../../src/issuer/messaging/gateway-signature.ts'
import type { TestIssuer } from '../issuer/issuer-fixture.ts'

export type Told = {
  amount: number
  content: string
  id?: string
  bookedAt?: number
  account?: string
}

/** What a bank tells of a transfer, signed: body and headers. */
export function writeTransfer(told: Told, now: number, secret = DANGEROUS_demoBankSecret) {
  const body = JSON.stringify({ id: randomUUID(), account: demoBank.account, bookedAt: now, ...told })
  const headers = { [timestampHeader]: String(now), [signatureHeader]: signForGateway(secret, now, body) }
  return { body, headers }
}

/** Tells the issuer of a transfer, as the bank does. */
export function tellTransfer(test: TestIssuer, told: Told): Promise<Response> {
  return test.request('/api/payments/bank', { method: 'POST', ...writeTransfer(told, test.clock.now) })
}
