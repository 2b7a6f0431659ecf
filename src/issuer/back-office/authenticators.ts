import { hkdfSync } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { AuthenticatorSetup } from '../../core/api/officer-contract.ts'
import { CLOCK_SKEW } from '../clock-skew.ts'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'
import { openBytes, resealBytes, sealBytes } from '../sealing/sealed-bytes.ts'

/** RFC 6238 as every authenticator app has it; most take nothing else. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const

/** Bytes of a secret: as many as the HMAC's. */
const SECRET_LENGTH = 20

/** A code of the step before or after is taken: clocks differ, and typing takes time. */
const WINDOW = 1

const deriveKey = (secret: Uint8Array) =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'vi-bhyt officer authenticator', 32))
const labelOf = (officerId: string) => `officer_authenticators ${officerId}`
const makeTotp = (bytes: Uint8Array, label = '') =>
  new TOTP({
    ...FORM,
    issuer: 'Vi BHYT',
    label,
    secret: new Secret({ buffer: new Uint8Array(bytes).buffer }),
  })

/** Seals the secret of an officer's authenticator for its row. `secret` is any secret of the issuer. */
export function sealAuthenticatorSecret(bytes: Uint8Array, officerId: string, secret: Uint8Array) {
  return sealBytes(bytes, deriveKey(secret), labelOf(officerId))
}

/** The code that an authenticator with this secret shows at a moment. */
export function generateAuthenticatorCode(bytes: Uint8Array, now: number): string {
  return makeTotp(bytes).generate({ timestamp: now * 1000 })
}

/**
 * Seals every authenticator's secret under another secret of the issuer, all in one transaction; can be done
 * again.
 */
export function resealAuthenticators(database: Database, from: Uint8Array, to: Uint8Array): Promise<void> {
  const keys = { from: deriveKey(from), to: deriveKey(to) }
  return database.query.transaction().execute(async (transaction) => {
    const rows = await transaction.selectFrom('officer_authenticators').selectAll().execute()
    for (const { officer_id: id, sealed_secret: sealed } of rows)
      await transaction
        .updateTable('officer_authenticators')
        .set({ sealed_secret: resealBytes(sealed, keys, labelOf(id)) })
        .where('officer_id', '=', id)
        .execute()
  })
}

export type Authenticators = ReturnType<typeof createAuthenticators>

/**
 * The second factor of officers: time-based one-time codes (TOTP). A secret counts once a code of it has been
 * shown; each code is taken once, and none that is older than the last one taken.
 *
 * @param secret Any secret of the issuer; a key of its own is derived from it.
 */
export function createAuthenticators(secret: Uint8Array) {
  const key = deriveKey(secret)

  const find = (query: Kysely<Tables>, officerId: string) =>
    query
      .selectFrom('officer_authenticators')
      .selectAll()
      .where('officer_id', '=', officerId)
      .executeTakeFirst()

  return {
    /** Whether the officer has set one up. */
    async isSetUp(query: Kysely<Tables>, officerId: string): Promise<boolean> {
      const row = await find(query, officerId)
      return row !== undefined && row.confirmed_at !== null
    },

    /** A new secret, instead of one that was not confirmed; undefined if there is one that was. */
    async begin(
      transaction: Transaction<Tables>,
      { id, login }: { readonly id: string; readonly login: string },
    ): Promise<AuthenticatorSetup | undefined> {
      const bytes = new Uint8Array(new Secret({ size: SECRET_LENGTH }).buffer)
      const sealed = { sealed_secret: sealBytes(bytes, key, labelOf(id)), used_step: 0 }
      const begun = await transaction
        .insertInto('officer_authenticators')
        .values({ officer_id: id, confirmed_at: null, ...sealed })
        .onConflict((conflict) =>
          conflict
            .column('officer_id')
            .doUpdateSet(sealed)
            .where('officer_authenticators.confirmed_at', 'is', null),
        )
        .returning('officer_id')
        .executeTakeFirst()
      if (begun === undefined) return undefined
      const totp = makeTotp(bytes, login)
      return { secret: totp.secret.base32, uri: totp.toString() }
    },

    /**
     * Takes a code; false if it is wrong, was used before, or there is no such authenticator.
     *
     * @param confirms The first code of one that was begun.
     */
    async take(
      query: Kysely<Tables>,
      { officerId, code, confirms = false }: { officerId: string; code: string; confirms?: boolean },
      now: number,
    ): Promise<boolean> {
      const row = await find(query, officerId)
      if (row === undefined || (row.confirmed_at === null) !== confirms) return false
      const totp = makeTotp(openBytes(row.sealed_secret, key, labelOf(officerId)))
      const delta = totp.validate({ token: code, window: WINDOW, timestamp: now * 1000 })
      if (delta === null) return false
      const step = Math.floor(now / FORM.period) + delta
      const { numUpdatedRows } = await query
        .updateTable('officer_authenticators')
        .set({ used_step: step, ...(confirms && { confirmed_at: now }) })
        .where('officer_id', '=', officerId)
        .where('sealed_secret', '=', row.sealed_secret)
        .where((where) =>
          where.or([
            where('used_step', '<', step),
            // Taken while the clock was ahead: no authenticator has shown it yet.
            where('used_step', '>', step + CLOCK_SKEW / FORM.period),
          ]),
        )
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}
