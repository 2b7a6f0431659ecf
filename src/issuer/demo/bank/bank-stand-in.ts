import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { paymentEndpoints } from '../../../core/api/payment-contract.ts'
import { readVietQr } from '../../../core/payment/vietqr.ts'
import { signatureHeader, signForGateway, timestampHeader } from '../../messaging/gateway-signature.ts'
import { type Paid, writeBankPage } from './bank-stand-in-page.ts'
import { DANGEROUS_demoBankSecret } from './demo-bank.ts'

export type BankStandIn = { readonly url: string; stop(): Promise<void> }

/** How late a late transfer is booked, in seconds. */
const LATE = 30 * 86_400
const FORM_LIMIT = 4096
/** Transfers that the page shows. */
const MOST_SHOWN = 20

/** How one may pay at the stand-in. */
export const waysToPay = ['whole', 'part', 'over', 'twice', 'late', 'mangled', 'unknown'] as const
export type WayToPay = (typeof waysToPay)[number]

type Transfer = { readonly amount: number; readonly content: string; readonly bookedAt: number }

/** What comes to the insurer's account when a code is paid in such a way. */
export function makeTransfers(
  code: { amount: number; text: string },
  way: WayToPay,
  now: number,
): readonly Transfer[] {
  const { amount, text } = code
  const whole = { amount, content: text, bookedAt: now }
  switch (way) {
    case 'whole':
      return [whole]
    case 'part':
      return [{ ...whole, amount: Math.max(1, Math.floor(amount / 2)) }]
    case 'over':
      return [{ ...whole, amount: amount + 50_000 }]
    case 'twice':
      return [whole, whole]
    case 'late':
      return [{ ...whole, bookedAt: now + LATE }]
    case 'mangled':
      return [
        {
          ...whole,
          content: `mbvcb.7781230045.${text.slice(0, 7).toLowerCase()} ${text.slice(7)}.CT tu 0011`,
        },
      ]
    case 'unknown':
      return [{ ...whole, content: 'nop tien bao hiem cho me' }]
  }
}

/**
 * A bank in place of a real one, for a demo on one machine: it reads the text of a code, asks how to pay it,
 * and tells the issuer with a signature, as a bank would.
 *
 * @param findIssuer Where the issuer is asked, without a trailing slash.
 */
export async function startBankStandIn(
  findIssuer: () => string,
  { port = 0 }: { port?: number } = {},
): Promise<BankStandIn> {
  const paid: Paid[] = []

  async function tell(account: string, transfer: Transfer): Promise<number> {
    const now = Math.floor(Date.now() / 1000)
    const id = randomUUID()
    const body = JSON.stringify({ id, account, ...transfer })
    const answer = await fetch(`${findIssuer()}${paymentEndpoints.receiveBankTransfer.path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        [timestampHeader]: String(now),
        [signatureHeader]: signForGateway(DANGEROUS_demoBankSecret, now, body),
      },
      body,
    })
    paid.unshift({ ...transfer, id, status: answer.status })
    paid.splice(MOST_SHOWN)
    return answer.status
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const page = (note = '') => writePage(response, writeBankPage(paid, note))
    if (request.method !== 'POST') return page()
    const form = new URLSearchParams(await readForm(request))
    const code = readVietQr((form.get('code') ?? '').trim())
    const way = waysToPay.find((each) => each === form.get('way'))
    if (!code.ok || code.value.amount === undefined || code.value.text === undefined || way === undefined)
      return page('Không đọc được mã này.')
    const { amount, text, account } = code.value
    const now = Math.floor(Date.now() / 1000)
    const answers: number[] = []
    for (const transfer of makeTransfers({ amount, text }, way, now))
      answers.push(await tell(account, transfer))
    page(answers.every((status) => status === 200) ? 'Đã chuyển.' : 'Cơ quan BHXH không nhận tin báo.')
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      response.statusCode = 400
      response.end('The issuer does not answer, or the form is too large')
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function writePage(response: ServerResponse, page: string): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(page)
}

async function readForm(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > FORM_LIMIT) throw new Error('The form is too large')
  }
  return text
}
