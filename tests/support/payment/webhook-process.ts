/**
 * The part of the issuer that takes a bank's messages, as a process of its own that can be killed: the same
 * reading, the same transaction on the same kind of file, the answer after the commit. Without the rest of
 * the issuer it starts fast enough to be killed a thousand times.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { migrateDatabase } from '../../../src/issuer/db/migrate.ts'
import { openDatabase } from '../../../src/issuer/db/open-database.ts'
import { DANGEROUS_demoBankSecret, demoBank } from '../../../src/issuer/demo/bank/demo-bank.ts'
import { createSimpleWebhook } from '../../../src/issuer/payments/bank-webhook.ts'
import { createPayments } from '../../../src/issuer/payments/payments.ts'

const readNow = () => Math.floor(Date.now() / 1000)
const database = openDatabase({ file: process.argv[2] ?? '' })
await migrateDatabase(database, 'demo', readNow())
const webhook = createSimpleWebhook('simple', DANGEROUS_demoBankSecret)
const payments = createPayments(database, {
  account: demoBank,
  findSigner: () => {
    throw new Error('nothing is signed here')
  },
})

const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  const headers = new Headers(request.headers as Record<string, string>)
  const transfer = webhook.read({ headers, body }, demoBank.account, readNow())
  if (transfer.ok && transfer.value) await payments.receive(transfer.value, 'webhook', readNow())
  response.statusCode = transfer.ok ? 200 : 401
  response.end()
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
