import { hash, randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'

/** How long a token is good, in seconds. */
export const TOKEN_LIFE = 600

/** What a token is for; a token of one kind opens nothing of another. */
export type TokenKind = 'ticket' | 'vneid' | 'passkey-registration' | 'passkey-sign-in' | 'passkey-proof'

/** What is kept under a token. */
export type OneTimeToken = { readonly personId: number | null; readonly content: unknown }

export type OneTimeTokens = ReturnType<typeof createOneTimeTokens>

/** A token that nobody can guess: 256 random bits in base64url. */
export function generateToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What one request puts aside for a later one: under a token of which the table knows only the hash, for ten
 * minutes, to be consumed once.
 */
export function createOneTimeTokens(database: Database) {
  const hashKey = (kind: TokenKind, key: string) => hash('sha256', `${kind}\0${key}`, 'base64url')
  const toContent = (
    row: { person_id: number | null; content: string } | undefined,
  ): OneTimeToken | undefined => row && { personId: row.person_id, content: JSON.parse(row.content) }

  return {
    /** Puts content under a token; what was there under the same one is replaced. */
    async put(kind: TokenKind, key: string, { personId, content }: OneTimeToken, now: number): Promise<void> {
      const row = { person_id: personId, content: JSON.stringify(content), expires_at: now + TOKEN_LIFE }
      await database.query
        .insertInto('pending_steps')
        .values({ key_hash: hashKey(kind, key), ...row })
        .onConflict((conflict) => conflict.column('key_hash').doUpdateSet(row))
        .execute()
    },

    /** Reads what is under a token, which stays good. */
    async read(kind: TokenKind, key: string, now: number): Promise<OneTimeToken | undefined> {
      const row = await database.query
        .selectFrom('pending_steps')
        .select(['person_id', 'content'])
        .where('key_hash', '=', hashKey(kind, key))
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return toContent(row)
    },

    /**
     * Uses a token up, if need be in a transaction: of any number of calls at the same time one gets what is
     * under it.
     */
    async consume(
      kind: TokenKind,
      key: string,
      now: number,
      query: Kysely<Tables> = database.query,
    ): Promise<OneTimeToken | undefined> {
      const row = await query
        .deleteFrom('pending_steps')
        .where('key_hash', '=', hashKey(kind, key))
        .where('expires_at', '>', now)
        .returning(['person_id', 'content'])
        .executeTakeFirst()
      return toContent(row)
    },

    /**
     * Ends everything that is under way for a person, as part of a transaction: for when their password
     * changes or their account is closed. That is every token, and, by the version of their access, what was
     * verified and has neither opened a session nor put a token yet.
     */
    async endAll(transaction: Transaction<Tables>, personId: number): Promise<void> {
      await transaction
        .updateTable('accounts')
        .set((column) => ({ access_version: column('access_version', '+', 1) }))
        .where('person_id', '=', personId)
        .execute()
      await transaction.deleteFrom('pending_steps').where('person_id', '=', personId).execute()
    },

    /** Removes tokens that have expired. */
    async sweep(now: number): Promise<void> {
      await database.query.deleteFrom('pending_steps').where('expires_at', '<=', now).execute()
    },
  }
}
