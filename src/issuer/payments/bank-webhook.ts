import { createHmac, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { err, ok, type Result } from '../../core/result.ts'
import { isSignedByGateway } from '../messaging/gateway-signature.ts'

/** Money that came to the insurer's account. Times in Unix seconds. */
export type BankTransfer = {
  /** Whose number of the transfer it is: a bank, or a service between. */
  readonly bank: string
  readonly transferId: string
  /** Whole đồng, positive. */
  readonly amount: number
  /** What the transfer says, as the bank leaves it. */
  readonly content: string
  readonly bookedAt: number
}

export type WebhookError = 'forged' | 'malformed' | 'other_account'

/** How a bank, or a service between, tells of money that came in: one of these for each. */
export type BankWebhook = {
  /**
   * Reads a message, its signature first. Undefined for one that is none of ours to keep: money that left.
   *
   * @param account The insurer's account; a message about another is `other_account`.
   */
  read(
    message: { readonly headers: Headers; readonly body: string },
    account: string,
    now: number,
  ): Result<BankTransfer | undefined, WebhookError>
}

const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(9_999_999_999_999))
const id = v.pipe(v.string(), v.regex(/^[\w.:-]{1,64}$/))
/** PostgreSQL keeps no U+0000, and a message that is not kept is told of for ever. */
export const cleanContent = (text: string) => text.replaceAll('\0', '').slice(0, 1000)

const content = v.pipe(v.string(), v.transform(cleanContent))

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  body: string,
): Result<v.InferOutput<Schema>, 'malformed'> {
  try {
    const read = v.safeParse(schema, JSON.parse(body))
    return read.success ? ok(read.output) : err('malformed')
  } catch {
    return err('malformed')
  }
}

const Simple = v.object({
  id,
  account: v.string(),
  amount,
  content,
  bookedAt: v.pipe(v.number(), v.safeInteger()),
})

/**
 * The form of our own stand-in: the SMS gateway's headers, `X-Timestamp` and `X-Signature` (hex HMAC-SHA-256
 * over timestamp, full stop and body).
 */
export function createSimpleWebhook(bank: string, secret: string): BankWebhook {
  return {
    read({ headers, body }, account, now) {
      if (!isSignedByGateway(secret, { headers, body }, now)) return err('forged')
      const read = parse(Simple, body)
      if (!read.ok) return read
      const { id: transferId, amount: came, content: said, bookedAt } = read.value
      if (read.value.account !== account) return err('other_account')
      return ok({ bank, transferId, amount: came, content: said, bookedAt })
    },
  }
}

/** How far the clocks may be apart, in seconds. */
const WINDOW = 300

/** `2026-11-29 15:40:31`, in Vietnam. */
const SePayDate = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/))
const SePay = v.object({
  id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  transactionDate: SePayDate,
  accountNumber: v.string(),
  transferType: v.picklist(['in', 'out']),
  transferAmount: amount,
  content: v.nullable(content),
})

/**
 * Messages in the form of SePay: `X-SePay-Timestamp` and `X-SePay-Signature: sha256=…`, over timestamp, full
 * stop and body.
 */
export function createSePayWebhook(secret: string): BankWebhook {
  return {
    read({ headers, body }, account, now) {
      const timestamp = headers.get('X-SePay-Timestamp') ?? ''
      const [, signature] = /^sha256=([0-9a-f]{64})$/i.exec(headers.get('X-SePay-Signature') ?? '') ?? []
      if (!/^\d{1,12}$/.test(timestamp) || signature === undefined) return err('forged')
      if (Math.abs(now - Number(timestamp)) > WINDOW) return err('forged')
      const expected = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest()
      if (!timingSafeEqual(Buffer.from(signature, 'hex'), expected)) return err('forged')
      const read = parse(SePay, body)
      if (!read.ok) return read
      const { value } = read
      if (value.accountNumber !== account) return err('other_account')
      if (value.transferType === 'out') return ok(undefined)
      const bookedAt = Date.parse(`${value.transactionDate.replace(' ', 'T')}+07:00`) / 1000
      if (!Number.isSafeInteger(bookedAt)) return err('malformed')
      return ok({
        bank: 'sepay',
        transferId: String(value.id),
        amount: value.transferAmount,
        content: value.content ?? '',
        bookedAt,
      })
    },
  }
}
