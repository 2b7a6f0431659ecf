import { err, ok, type Result } from '../../core/result.ts'
import type { Language } from '../../i18n/languages.ts'
import type { Database } from '../db/open-database.ts'
import { transactResult } from '../db/transact-result.ts'
import { writeSms } from '../messaging/message-texts.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { CodeOwner, OneTimeCodes } from '../one-time-codes/one-time-codes.ts'
import type { Admission, Client, Refusal } from '../rate-limits/admission.ts'
import type { PhoneProofs } from './phone-proofs.ts'
import { findPhoneUse } from './phone-use.ts'

const HOUR = 3600

/**
 * Text messages cost money and disturb: for a phone, for a client IP (which may be a whole ward behind one
 * router); `all` is what all together may have sent at the price of easy work (admission.ts).
 */
export const CODES = {
  phone: { name: 'registration code, phone', uses: 5, window: 24 * HOUR },
  network: { name: 'registration code, address', uses: 60, window: HOUR },
  all: { name: 'registration code', uses: 5000, window: HOUR },
  tries: { name: 'registration code tried, address', uses: 200, window: HOUR },
} as const

export type PhoneConfirmation = ReturnType<typeof createPhoneConfirmation>

/** Confirms by a code that the phone which is to be registered is in the hands of whoever registers it. */
export function createPhoneConfirmation(
  database: Database,
  parts: {
    readonly codes: OneTimeCodes
    readonly messages: OutgoingMessages
    readonly admission: Admission
    readonly proofs: PhoneProofs
  },
) {
  const { codes, messages, admission, proofs } = parts
  const ownerOf = (phone: string): CodeOwner => ({ purpose: 'registration-phone', subject: `phone:${phone}` })

  return {
    /** Sends a code; the answer is the same whether or not the phone serves anyone. */
    async sendCode(
      {
        phone,
        language = 'vi',
        ...client
      }: Client & { readonly phone: string; readonly language?: Language | undefined },
      now: number,
    ): Promise<Result<{ resendAt: number; expiresAt: number }, Refusal>> {
      // Asked for again too soon, nothing is used up; and where a limit is reached, the code before stays
      // good. While a solution is looked at the transaction holds others up: it begins in its turn.
      return admission.takeTurn(client, () =>
        transactResult(database, async (transaction) => {
          const bounds = { client: CODES.network, own: [[CODES.phone, phone] as const], shared: [CODES.all] }
          const admitted = await admission.admitWorked(bounds, client, now, transaction)
          if (!admitted.ok) return admitted
          const issued = await codes.issue(transaction, ownerOf(phone), now)
          if (!issued.ok) return err({ code: 'too_many_requests', retryAfter: issued.error.resendAt - now })
          const { code, resendAt, expiresAt } = issued.value
          const message = {
            to: phone,
            language,
            template: 'phone-code',
            values: { code },
            endsAt: expiresAt,
          } as const
          await messages.queue(transaction, writeSms(message), now)
          return ok({ resendAt, expiresAt })
        }),
      )
    },

    /** Takes the code. Whom the phone serves already is said only to whoever holds it. */
    async confirm(
      {
        phone,
        code,
        number,
        ...client
      }: Client & { readonly phone: string; readonly code: string; readonly number: string },
      now: number,
    ): Promise<
      Result<
        { phoneProof: string; expiresAt: number },
        Refusal | { readonly code: 'code_invalid' | 'phone_in_use' | 'account_exists' }
      >
    > {
      const admitted = await admission.admit({ client: CODES.tries }, client, now)
      if (!admitted.ok) return admitted
      if (!(await codes.consume(ownerOf(phone), code, now))) return err({ code: 'code_invalid' })
      const use = await findPhoneUse(database.query, { phone, number })
      if (use !== 'free') return err({ code: use === 'own' ? 'account_exists' : 'phone_in_use' })
      return ok(proofs.issue({ phone, number }, now))
    },
  }
}
