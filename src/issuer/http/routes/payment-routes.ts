import { endpoints } from '../../../core/api/contract.ts'
import {
  AskHouseholdPaymentRequest,
  LateDecisionRequest,
  MatchTransferRequest,
  RefundApprovalRequest,
  ReturnTransferRequest,
  STATEMENT_BODY_LIMIT,
  StatementRequest,
} from '../../../core/api/payment-contract.ts'
import { toBase64Url } from '../../../core/bytes.ts'
import { vietnamDay } from '../../../core/dates/vietnam-day.ts'
import type { Result } from '../../../core/result.ts'
import type { AuditedOfficer } from '../../audit/audit-log.ts'
import type { BackOffice } from '../../back-office/back-office.ts'
import type { BankWebhook } from '../../payments/bank-webhook.ts'
import type { PaymentDesk, PaymentDeskError } from '../../payments/payment-desk.ts'
import type { PaymentKeys } from '../../payments/payment-keys.ts'
import type { Payments } from '../../payments/payments.ts'
import type { importStatement } from '../../payments/statement.ts'
import { problem } from '../problem.ts'
import { readJsonText } from '../request-body.ts'
import {
  type Answer,
  answerBodyError,
  json,
  noContent,
  type RequestContext,
  type RouteKit,
} from '../route-kit.ts'
import { createOfficerGuards, type OfficerHandle } from './officer-guards.ts'

/** Where the insurer's account is known. */
export type PaymentServices = {
  readonly payments: Payments
  readonly paymentDesk: PaymentDesk
  readonly paymentKeys: PaymentKeys
  readonly bankWebhook: BankWebhook
  /** Number of the insurer's account. */
  readonly bankAccount: string
  /** Asks for the payment of a request again whose time is over. */
  readonly askAgain: (
    asked: { readonly personId: number; readonly number: string },
    now: number,
  ) => Promise<Result<void, 'not_found'>>
  readonly importStatement: (
    officer: AuditedOfficer,
    text: string,
    now: number,
  ) => ReturnType<typeof importStatement>
}

/** What is paid: for whoever pays, for the bank, and for the office. */
export function registerPaymentRoutes(
  kit: RouteKit,
  { payment, office }: { readonly payment: PaymentServices | undefined; readonly office: BackOffice },
): void {
  const { serve, withSession, withBody, sessions, log, now } = kit
  const guards = createOfficerGuards(kit, office)

  const withPayments =
    (handle: (services: PaymentServices, c: RequestContext) => Answer) => (c: RequestContext) =>
      payment === undefined ? problem('not_found') : handle(payment, c)

  serve(
    endpoints.askHouseholdPayment,
    withPayments(({ payments }, c) =>
      withBody(c, AskHouseholdPaymentRequest, (asked) =>
        withSession(c, sessions.find, async ({ person_id: personId }) => {
          const done = await payments.askHousehold(personId, asked, now())
          if (done.ok) return noContent()
          return done.error === 'amount_changed'
            ? problem('invalid_fields', { fields: ['amount'] })
            : problem(done.error)
        }),
      ),
    ),
  )

  serve(
    endpoints.readPayments,
    withPayments(({ payments, paymentKeys }, c) =>
      withSession(c, sessions.find, async ({ person_id: personId }) =>
        json({
          keyList: toBase64Url(paymentKeys.current(now()).body),
          payments: await payments.list(personId, now()),
        }),
      ),
    ),
  )

  serve(
    endpoints.askPaymentAgain,
    withPayments(({ askAgain }, c) =>
      withSession(c, sessions.find, async ({ person_id: personId }) => {
        const done = await askAgain({ personId, number: c.req.param('number') ?? '' }, now())
        return done.ok ? noContent() : problem(done.error)
      }),
    ),
  )

  serve(
    endpoints.receiveBankTransfer,
    withPayments(async ({ payments, bankWebhook, bankAccount }, c) => {
      const body = await readJsonText(c.req.raw)
      if (!body.ok) return answerBodyError(body.error)
      const message = { headers: c.req.raw.headers, body: body.value }
      const transfer = bankWebhook.read(message, bankAccount, now())
      if (!transfer.ok)
        return problem(transfer.error === 'forged' ? 'signature_invalid' : 'malformed_request')
      if (transfer.value !== undefined) {
        const outcome = await payments.receive(transfer.value, 'webhook', now())
        if (outcome === 'differs' || outcome === 'corrected') log.warn(`bank_transfer_${outcome}`)
      }
      // Only now is it kept.
      return json({ success: true })
    }),
  )

  const withDesk = (handle: (services: PaymentServices, c: RequestContext) => OfficerHandle) =>
    withPayments((services, c) => guards.withDuty(c, 'money', handle(services, c)))
  const answerDecision = (done: Result<void, PaymentDeskError>) =>
    done.ok ? noContent() : problem(done.error)

  serve(
    endpoints.readPaymentDay,
    withDesk(({ paymentDesk }, c) => async (officer) => {
      const day = c.req.query('day') ?? vietnamDay(now())
      if (!/^20\d\d-(0\d|1[0-2])-[0-3]\d$/.test(day) || Number.isNaN(Date.parse(day)))
        return problem('invalid_fields', { fields: ['day'] })
      return json(await paymentDesk.readDay(officer, day, now()))
    }),
  )

  serve(
    endpoints.importStatement,
    withDesk((services, c) =>
      guards.proven((officer) =>
        withBody(
          c,
          StatementRequest,
          async ({ text }) => {
            const brought = await services.importStatement(officer, text, now())
            return brought.ok ? json(brought.value) : problem('invalid_fields', { fields: ['text'] })
          },
          STATEMENT_BODY_LIMIT,
        ),
      ),
    ),
  )

  serve(
    endpoints.matchTransfer,
    withDesk(({ paymentDesk }, c) =>
      guards.proven((officer) =>
        withBody(c, MatchTransferRequest, async (body) =>
          answerDecision(await paymentDesk.match(officer, body, now())),
        ),
      ),
    ),
  )

  serve(
    endpoints.returnTransfer,
    withDesk(({ paymentDesk }, c) =>
      guards.proven((officer) =>
        withBody(c, ReturnTransferRequest, async ({ key }) =>
          answerDecision(await paymentDesk.returnTransfer(officer, key, now())),
        ),
      ),
    ),
  )

  serve(
    endpoints.decideLatePayment,
    withDesk(({ paymentDesk }, c) =>
      guards.proven((officer) =>
        withBody(c, LateDecisionRequest, async (body) =>
          answerDecision(await paymentDesk.decideLate(officer, body, now())),
        ),
      ),
    ),
  )

  serve(
    endpoints.approveRefund,
    withDesk(({ paymentDesk }, c) =>
      guards.proven((officer) =>
        withBody(c, RefundApprovalRequest, async ({ state }) => {
          const refund = { id: c.req.param('id') ?? '', state }
          return answerDecision(await paymentDesk.approveRefund(officer, refund, now()))
        }),
      ),
    ),
  )
}
