import { randomBytes } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeAttestationObject, isoBase64URL, isoCBOR } from '@simplewebauthn/server/helpers'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type {
  PasskeyAnswer,
  PasskeyRegistration,
  PasskeySignInRequest,
} from '../../core/api/passkey-contract.ts'
import { AppError } from '../../core/app-error.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { lockPerson } from '../db/lock-person.ts'
import type { Database } from '../db/open-database.ts'
import type { PasskeyRow, Tables } from '../db/schema.ts'
import type { OutgoingMessages } from '../messaging/outgoing-messages.ts'
import { generateToken, type OneTimeTokens, TOKEN_LIFE } from '../one-time-tokens/one-time-tokens.ts'
import type { ProvenPerson } from '../sessions/sessions.ts'

/** How many an account may have. */
export const PASSKEY_LIMIT = 10

/** The site that a passkey is for (WebAuthn section 5.1.2): its name is the host of the origin. */
export type Site = { readonly origin: string }

export type PasskeyError = 'passkey_refused' | 'passkey_unknown' | 'passkey_limit'

export type Passkeys = ReturnType<typeof createPasskeys>

type Parts = {
  readonly database: Database
  readonly tokens: OneTimeTokens
  readonly messages: Pick<OutgoingMessages, 'tell'>
}

const Challenge = v.object({ challenge: v.string() })

/** EdDSA, ES256, RS256 (COSE algorithms): what every browser has, whatever else the runtime may know. */
const supportedAlgorithmIDs = [-8, -7, -257]

/** The person whose finger or face it was is verified by the device, always. */
const userVerification = 'required'

/**
 * Passkeys (WebAuthn level 3): made in a session, discoverable, so that signing in with one needs no number.
 * Challenges are kept here, each for one use.
 */
export function createPasskeys({ database, tokens, messages }: Parts) {
  return {
    /** What a browser needs to make one. The challenge is for this session. */
    async createOptions(
      { origin, sessionId, personId }: Site & { sessionId: string; personId: number },
      now: number,
    ): Promise<Result<object, PasskeyError>> {
      const held = await listOf(personId)
      if (held.length >= PASSKEY_LIMIT) return err('passkey_limit')
      const { public_id: handle, full_name: fullName } = await database.query
        .selectFrom('people')
        .select(['public_id', 'full_name'])
        .where('id', '=', personId)
        .executeTakeFirstOrThrow()
      const options = await generateRegistrationOptions({
        rpName: 'Ví BHYT',
        rpID: new URL(origin).hostname,
        userID: new Uint8Array(Buffer.from(handle)),
        userName: fullName,
        userDisplayName: fullName,
        timeout: TOKEN_LIFE * 1000,
        attestationType: 'none',
        excludeCredentials: held.map(toDescriptor),
        authenticatorSelection: { residentKey: 'required', userVerification },
        supportedAlgorithmIDs,
      })
      const content = { challenge: options.challenge }
      await tokens.put('passkey-registration', sessionId, { personId, content }, now)
      return ok(options)
    },

    /** Keeps one that was just made in this session. */
    async add(
      request: Site & { sessionId: string; personId: number; name: string } & Pick<
          PasskeyRegistration,
          'credential'
        >,
      now: number,
    ): Promise<Result<PasskeyRow, PasskeyError>> {
      const { origin, sessionId, personId, name, credential } = request
      const step = await tokens.consume('passkey-registration', sessionId, now)
      if (step === undefined || step.personId !== personId) return err('passkey_refused')
      const { challenge } = v.parse(Challenge, step.content)
      // Errors are the library's way to say that it does not verify.
      const verified = await verifyMade({ origin, credential, challenge }).catch(() => undefined)
      if (!verified?.verified) return err('passkey_refused')
      const made = verified.registrationInfo.credential
      const row: PasskeyRow = {
        id: randomBytes(16).toString('base64url'),
        person_id: personId,
        credential_id: made.id,
        public_key: new Uint8Array(made.publicKey),
        counter: made.counter,
        transports: JSON.stringify(made.transports ?? []),
        name,
        created_at: now,
        used_at: null,
      }
      return database.query.transaction().execute(async (transaction) => {
        // Before the session, as whoever closes an account does.
        await lockPerson(transaction, personId)
        // The session is locked: whatever ends it, and takes the passkeys away, comes before this or after.
        const { numUpdatedRows: open } = await transaction
          .updateTable('sessions')
          .set((column) => ({ used_at: column.ref('used_at') }))
          .where('id', '=', sessionId)
          .where('end_code', 'is', null)
          .executeTakeFirst()
        if (open === 0n) throw new AppError('session_expired')
        if ((await listOf(personId, transaction)).length >= PASSKEY_LIMIT) return err('passkey_limit')
        const { numInsertedOrUpdatedRows: added } = await transaction
          .insertInto('passkeys')
          .values(row)
          .onConflict((conflict) => conflict.column('credential_id').doNothing())
          .executeTakeFirst()
        if (added === 0n) return err('passkey_refused')
        await messages.tell(transaction, personId, { template: 'passkey-added' }, now)
        return ok(row)
      })
    },

    /**
     * What a browser needs to sign in with one. `key` is for the browser that has asked, and for no other.
     */
    async createSignInOptions({ origin }: Site, now: number): Promise<{ options: object; key: string }> {
      const options = await generateAuthenticationOptions({
        rpID: new URL(origin).hostname,
        timeout: TOKEN_LIFE * 1000,
        userVerification,
      })
      const key = generateToken()
      const content = { challenge: options.challenge }
      await tokens.put('passkey-sign-in', key, { personId: null, content }, now)
      return { options, key }
    },

    /** Whose passkey has answered. */
    async signIn(
      { origin, key, credential }: Site & { key: string | undefined } & PasskeySignInRequest,
      now: number,
    ): Promise<Result<ProvenPerson, PasskeyError>> {
      const step = key === undefined ? undefined : await tokens.consume('passkey-sign-in', key, now)
      return step === undefined
        ? err('passkey_refused')
        : verifyAnswer({ origin, credential, challenge: v.parse(Challenge, step.content).challenge }, now)
    },

    /**
     * What a browser needs to prove one of the person's passkeys once more. The challenge is for this
     * session; a later one takes its place.
     */
    async createProofOptions(
      { origin, sessionId, personId }: Site & { sessionId: string; personId: number },
      now: number,
    ): Promise<Result<object, 'passkey_unknown'>> {
      const held = await listOf(personId)
      if (held.length === 0) return err('passkey_unknown')
      const options = await generateAuthenticationOptions({
        rpID: new URL(origin).hostname,
        timeout: TOKEN_LIFE * 1000,
        userVerification,
        allowCredentials: held.map(toDescriptor),
      })
      const content = { challenge: options.challenge }
      await tokens.put('passkey-proof', sessionId, { personId, content }, now)
      return ok(options)
    },

    /** Whether a passkey of this person has answered what this session was given, once. */
    async prove(
      request: Site & { sessionId: string; personId: number; credential: PasskeyAnswer },
      now: number,
    ): Promise<Result<void, PasskeyError>> {
      const { origin, sessionId, personId, credential } = request
      const step = await tokens.consume('passkey-proof', sessionId, now)
      if (step === undefined || step.personId !== personId) return err('passkey_refused')
      const { challenge } = v.parse(Challenge, step.content)
      const proven = await verifyAnswer({ origin, credential, challenge, of: personId }, now)
      return proven.ok ? ok(undefined) : proven
    },

    list: (personId: number) => listOf(personId),

    /** False if the person has no such passkey. */
    async rename(personId: number, id: string, name: string): Promise<boolean> {
      const { numUpdatedRows } = await database.query
        .updateTable('passkeys')
        .set({ name })
        .where('id', '=', id)
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    /** False if the person has no such passkey. They are told, since whoever is in may be somebody else. */
    remove: (personId: number, id: string, now: number): Promise<boolean> =>
      database.query.transaction().execute(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('passkeys')
          .where('id', '=', id)
          .where('person_id', '=', personId)
          .executeTakeFirst()
        if (numDeletedRows === 0n) return false
        await messages.tell(transaction, personId, { template: 'passkey-removed' }, now)
        return true
      }),
  }

  /** Verifies one that was just made; throws where it is none. */
  async function verifyMade({
    origin,
    credential,
    challenge,
  }: Site & Pick<PasskeyRegistration, 'credential'> & { challenge: string }) {
    const { transports, attestationObject, ...response } = credential.response
    return verifyRegistrationResponse({
      response: {
        ...credential,
        response: {
          ...response,
          attestationObject: withoutStatement(attestationObject),
          ...(transports && { transports }),
        },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      supportedAlgorithmIDs,
    })
  }

  /** Verifies the answer to a challenge; `of`: only a passkey of this person counts. */
  async function verifyAnswer(
    {
      origin,
      credential,
      challenge,
      of,
    }: Site & { credential: PasskeyAnswer; challenge: string; of?: number },
    now: number,
  ): Promise<Result<ProvenPerson, PasskeyError>> {
    const row = await database.query
      .selectFrom('passkeys')
      .innerJoin('accounts', 'accounts.person_id', 'passkeys.person_id')
      .innerJoin('people', 'people.id', 'passkeys.person_id')
      .selectAll('passkeys')
      .select(['people.public_id', 'accounts.access_version'])
      .where('credential_id', '=', credential.id)
      .where('accounts.closed_at', 'is', null)
      .executeTakeFirst()
    if (row === undefined || (of !== undefined && row.person_id !== of)) return err('passkey_unknown')
    const { userHandle, ...response } = credential.response
    if (userHandle !== undefined && userHandle !== Buffer.from(row.public_id).toString('base64url'))
      return err('passkey_refused')
    const verified = await verifyAuthenticationResponse({
      response: { ...credential, response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      credential: {
        id: row.credential_id,
        publicKey: new Uint8Array(row.public_key),
        counter: row.counter,
      },
    }).catch(() => undefined)
    if (!verified?.verified) return err('passkey_refused')
    // A counter that has moved on meanwhile is a copy of the authenticator; those without one stay at 0.
    const { numUpdatedRows } = await database.query
      .updateTable('passkeys')
      .set({ counter: verified.authenticationInfo.newCounter, used_at: now })
      .where('id', '=', row.id)
      .where('counter', '=', row.counter)
      .executeTakeFirst()
    return numUpdatedRows === 0n
      ? err('passkey_refused')
      : ok({ personId: row.person_id, accessVersion: row.access_version })
  }

  /** The passkeys of a person, the newest first. */
  function listOf(personId: number, query: Kysely<Tables> = database.query): Promise<PasskeyRow[]> {
    return query
      .selectFrom('passkeys')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('created_at', 'desc')
      .execute()
  }
}

function toDescriptor(row: PasskeyRow) {
  return { id: row.credential_id, transports: v.parse(v.array(v.string()), JSON.parse(row.transports)) }
}

/**
 * An attestation without what the authenticator says of its maker, which is not asked for. Whoever looks at
 * that reads certificates of the sender's own making, and fetches the lists of revocations that they name.
 */
function withoutStatement(attestationObject: string): string {
  const made = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
  return isoBase64URL.fromBuffer(
    isoCBOR.encode(
      new Map<string, Uint8Array | string | Map<string, never>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, never>()],
        ['authData', made.get('authData')],
      ]),
    ),
  )
}
