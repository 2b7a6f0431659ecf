import { hash } from 'node:crypto'
import * as v from 'valibot'
import type { SignInMethod } from '../../core/api/account-contract.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { PasswordHasher } from '../accounts/password.ts'
import { revokeAccess } from '../accounts/revoke-access.ts'
import type { ValidatePassword } from '../accounts/validate-password.ts'
import type { Database } from '../db/open-database.ts'
import { transactResult } from '../db/transact-result.ts'
import { findAddressee } from '../messaging/addressee.ts'
import { tellWord, writeSms } from '../messaging/message-texts.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import type { OneTimeCodes } from '../one-time-codes/one-time-codes.ts'
import { generateToken, type OneTimeTokens } from '../one-time-tokens/one-time-tokens.ts'
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.ts'
import type {
  Browser,
  NamedDevice,
  OpenedSession,
  ProvenPerson,
  Sessions,
  Unconfirmed,
} from '../sessions/sessions.ts'
import { maskPhone } from './mask-phone.ts'

/**
 * Codes that an account is sent in a day until one is right, for however many sign-ins with one password;
 * each may be tried five times.
 */
const CODES: RateLimit = { name: 'take-over-code', uses: 10, window: 86_400 }

/** Codes in a day in all, right ones before them or not: each is a text message that the insurer pays. */
const ALL_CODES: RateLimit = { name: 'take-over-code, all', uses: 200, window: 86_400 }

/** What a ticket stands for: how the person proved who they are, and what is still missing. */
const Ticket = v.object({
  method: v.picklist(['password', 'vneid', 'passkey']),
  missing: v.picklist(['new-password', 'take-over']),
  accessVersion: v.number(),
})
type Ticket = v.InferOutput<typeof Ticket>

/** Where a sign-in stands; the contract's SignInStep before the cookies are taken out. */
export type SignInOutcome =
  | { readonly next: 'done'; readonly displayName: string; readonly opened: OpenedSession }
  | { readonly next: 'new-password'; readonly ticket: string }
  | {
      readonly next: 'take-over'
      readonly ticket: string
      readonly reason: Unconfirmed['reason']
      readonly device: NamedDevice
      readonly proof: 'code' | 'vneid'
      readonly phone?: string
    }

export type SignInError =
  | { code: 'ticket_expired' | 'phone_missing' | 'code_invalid' }
  | { code: 'password_weak'; reasons?: readonly string[] }
  | { code: 'invalid_fields'; fields: readonly string[] }
  | { code: 'too_many_requests'; retryAfter: number }

export type SignIn = ReturnType<typeof createSignIn>

type Parts = {
  readonly database: Database
  readonly sessions: Sessions
  readonly tokens: OneTimeTokens
  readonly codes: OneTimeCodes
  readonly limits: RateLimits
  readonly messages: OutgoingMessages
  readonly hasher: PasswordHasher
  readonly validatePassword: ValidatePassword
}

/**
 * What follows once a person has proved who they are, in whichever way: a password of their own, the
 * confirmation of a browser that the account does not know or that takes the place of another device, a
 * session. Between the steps stands a ticket, which says who, how, and what is missing; each is good for its
 * own step, once.
 */
export function createSignIn(parts: Parts) {
  const { database, sessions, tokens, codes, limits, messages, hasher, validatePassword } = parts

  return {
    /** Goes on with a person who has proved who they are. */
    enter,

    /** Goes on with a person who has a temporary password. */
    async enterTemporary({ personId, accessVersion }: ProvenPerson, now: number): Promise<SignInOutcome> {
      const content = { method: 'password', missing: 'new-password', accessVersion } as const
      const ticket = await issueTicket(personId, content, now)
      return { next: 'new-password', ticket }
    },

    /** Whom a ticket is about, whichever step it is for. */
    async findPerson(ticket: string, now: number): Promise<number | undefined> {
      return (await tokens.read('ticket', ticket, now))?.personId ?? undefined
    },

    /** Replaces a temporary password by the person's own; whatever else was under way for them ends. */
    async setNewPassword(
      request: { ticket: string; password: string; browser: Browser },
      now: number,
    ): Promise<Result<SignInOutcome, SignInError>> {
      const held = await readTicket(request.ticket, 'new-password', now)
      if (held === undefined) return err({ code: 'ticket_expired' })
      const { personId, method, accessVersion } = held
      const reasons = await validatePassword(personId, request.password)
      if (reasons.length > 0) return err({ code: 'password_weak', reasons })
      const { password_hash: temporary } = await database.query
        .selectFrom('accounts')
        .select('password_hash')
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      const asker = { account: `person:${personId}` }
      if (await hasher.verify(temporary, request.password, asker)) return err({ code: 'password_weak' })
      const hashed = await hasher.hash(request.password, asker)
      if ((await tokens.consume('ticket', request.ticket, now)) === undefined)
        return err({ code: 'ticket_expired' })
      const isSet = await database.query.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('accounts')
          .set({ password_hash: hashed, temporary_until: null, password_changed_at: now })
          .where('person_id', '=', personId)
          // The office may have given another one in this moment, or closed the account.
          .where('password_hash', '=', temporary)
          .where('access_version', '=', accessVersion)
          .where('closed_at', 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return false
        // As in a recovery: whoever had the password before the temporary one is out.
        await revokeAccess(transaction, { sessions, tokens, codes }, personId)
        await messages.tell(transaction, personId, { template: 'password-reset' }, now)
        return true
      })
      if (!isSet) return err({ code: 'ticket_expired' })
      const proven = { personId, accessVersion: accessVersion + 1 }
      return ok(await enter({ ...proven, method, browser: request.browser }, now))
    },

    /**
     * Sends a code, which is good for this very sign-in, to the phone on record. It names the browser (see
     * device-name.ts).
     */
    async sendCode(
      { ticket, browserName }: { ticket: string; browserName: string },
      now: number,
    ): Promise<Result<{ resendAt: number; expiresAt: number }, SignInError>> {
      const held = await readTicket(ticket, 'take-over', now)
      if (held === undefined) return err({ code: 'ticket_expired' })
      const phone = await findPhone(held.personId)
      if (phone === undefined) return err({ code: 'phone_missing' })
      const owner = ownerOf(held.personId, ticket)
      return transactResult<{ resendAt: number; expiresAt: number }, SignInError>(
        database,
        async (transaction) => {
          const uses = [codesOf(held), [ALL_CODES, `person:${held.personId}`] as const]
          const wait = await limits.take(uses, now, transaction)
          if (wait > 0) return err({ code: 'too_many_requests', retryAfter: wait })
          const issued = await codes.issue(transaction, owner, now)
          if (!issued.ok) return err({ code: 'too_many_requests', retryAfter: issued.error.resendAt - now })
          const { code, resendAt, expiresAt } = issued.value
          const { language } = await findAddressee(transaction, held.personId)
          const device = browserName || tellWord('device.unnamed', language)
          const message = { to: phone, language, template: 'sign-in-code', endsAt: expiresAt } as const
          await messages.queue(transaction, writeSms({ ...message, values: { code, device } }), now)
          return ok({ resendAt, expiresAt })
        },
      )
    },

    /** Makes the browser's device the active one, in place of the other if there is one. */
    async transferDevice(
      request: { ticket: string; code: string | undefined; browser: Browser },
      now: number,
    ): Promise<Result<SignInOutcome, SignInError>> {
      const held = await readTicket(request.ticket, 'take-over', now)
      if (held === undefined) return err({ code: 'ticket_expired' })
      const { personId, method, accessVersion } = held
      const { code } = request
      const needsCode = proofFor(method) === 'code'
      if (needsCode && code === undefined) return err({ code: 'invalid_fields', fields: ['code'] })
      const given = needsCode && code !== undefined ? [{ ...ownerOf(personId, request.ticket), code }] : []
      const displayName = await findName(personId)
      const opened = await sessions.open<SignInError>(
        { personId, accessVersion, method, browser: request.browser, isConfirmed: true },
        now,
        async (transaction) => {
          if (!(await codes.consumeIn(transaction, given, now))) return err({ code: 'code_invalid' })
          const step = await tokens.consume('ticket', request.ticket, now, transaction)
          return step === undefined ? err({ code: 'ticket_expired' }) : ok(undefined)
        },
      )
      if (!opened.ok) return err('reason' in opened.error ? { code: 'ticket_expired' } : opened.error)
      // The session is open: what fails now only counts until tomorrow.
      if (needsCode) await limits.forget(codesOf(held)).catch(() => {})
      return ok({ next: 'done', displayName, opened: opened.value })
    },
  }

  async function enter(
    person: ProvenPerson & { method: SignInMethod; browser: Browser },
    now: number,
  ): Promise<SignInOutcome> {
    const { personId, method, accessVersion, browser } = person
    const opened = await sessions.open({ ...person, isConfirmed: false }, now)
    if (opened.ok) return { next: 'done', displayName: await findName(personId), opened: opened.value }
    const phone = await findPhone(personId)
    return {
      next: 'take-over',
      ticket: await issueTicket(personId, { method, missing: 'take-over', accessVersion }, now),
      reason: opened.error.reason,
      // Builds that know no reasons show a device in any case: then it is this one.
      device:
        opened.error.reason === 'other-device' ? opened.error.device : { name: browser.name, usedAt: now },
      proof: proofFor(method),
      ...(phone !== undefined && { phone: maskPhone(phone) }),
    }
  }

  async function issueTicket(personId: number, content: Ticket, now: number): Promise<string> {
    const ticket = generateToken()
    await tokens.put('ticket', ticket, { personId, content }, now)
    return ticket
  }

  async function readTicket(ticket: string, missing: Ticket['missing'], now: number) {
    const step = await tokens.read('ticket', ticket, now)
    if (step?.personId == null) return undefined
    const content = v.parse(Ticket, step.content)
    return content.missing === missing ? { personId: step.personId, ...content } : undefined
  }

  async function findPhone(personId: number): Promise<string | undefined> {
    const account = await database.query
      .selectFrom('accounts')
      .select('phone')
      .where('person_id', '=', personId)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    return account?.phone ?? undefined
  }

  async function findName(personId: number): Promise<string> {
    const { full_name: name } = await database.query
      .selectFrom('people')
      .select('full_name')
      .where('id', '=', personId)
      .executeTakeFirstOrThrow()
    return name
  }
}

/**
 * VNeID at level 2 says who a person is better than a message to a phone does; they may have lost the number.
 */
function proofFor(method: SignInMethod): 'code' | 'vneid' {
  return method === 'vneid' ? 'vneid' : 'code'
}

/** Counted anew with a new password: who had the one before uses up none of the owner's. */
function codesOf({ personId, accessVersion }: ProvenPerson) {
  return [CODES, `person:${personId} ${accessVersion}`] as const
}

/** A code is for the sign-in that it was asked for: read out to somebody, it opens nothing of theirs. */
function ownerOf(personId: number, ticket: string) {
  const digest = hash('sha256', ticket, 'base64url')
  return { purpose: 'take-over', subject: `person:${personId} ${digest}` } as const
}
