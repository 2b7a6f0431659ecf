import { hash, randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'

/** How long a step may take, in seconds. */
export const STEP_LIFE = 600

/** What a step belongs to; the key of one kind opens no other. */
export type StepKind = 'ticket' | 'vneid' | 'passkey-registration' | 'passkey-sign-in'

export type PendingStep = { readonly personId: number | null; readonly content: unknown }

export type PendingSteps = ReturnType<typeof createPendingSteps>

/** A key that nobody can guess: 256 random bits in base64url. */
export function drawStepKey(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What one request leaves for a later one to find: under a key of which the table knows only the hash, for ten minutes, to be taken
 * once.
 */
export function createPendingSteps(database: Database) {
  const hashKey = (kind: StepKind, key: string) => hash('sha256', `${kind}\0${key}`, 'base64url')
  const toStep = (row: { person_id: number | null; content: string } | undefined): PendingStep | undefined =>
    row && { personId: row.person_id, content: JSON.parse(row.content) }

  return {
    /** Leaves a step; another one under the same key is replaced. */
    async leave(kind: StepKind, key: string, { personId, content }: PendingStep, now: number): Promise<void> {
      const row = { person_id: personId, content: JSON.stringify(content), expires_at: now + STEP_LIFE }
      await database.query
        .insertInto('pending_steps')
        .values({ key_hash: hashKey(kind, key), ...row })
        .onConflict((conflict) => conflict.column('key_hash').doUpdateSet(row))
        .execute()
    },

    /** Looks at a step and leaves it where it is. */
    async read(kind: StepKind, key: string, now: number): Promise<PendingStep | undefined> {
      const row = await database.query
        .selectFrom('pending_steps')
        .select(['person_id', 'content'])
        .where('key_hash', '=', hashKey(kind, key))
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return toStep(row)
    },

    /** Takes a step away: of any number of calls at the same time one gets it. */
    async take(kind: StepKind, key: string, now: number): Promise<PendingStep | undefined> {
      const row = await database.query
        .deleteFrom('pending_steps')
        .where('key_hash', '=', hashKey(kind, key))
        .where('expires_at', '>', now)
        .returning(['person_id', 'content'])
        .executeTakeFirst()
      return toStep(row)
    },

    /**
     * Ends everything that is under way for a person, as part of a transaction: for when their password changes or their account is
     * closed. That is every step, and, by the version of their access, what was verified and has not opened a session or left a step yet.
     */
    async endAll(transaction: Transaction<Tables>, personId: number): Promise<void> {
      await transaction
        .updateTable('accounts')
        .set((column) => ({ access_version: column('access_version', '+', 1) }))
        .where('person_id', '=', personId)
        .execute()
      await transaction.deleteFrom('pending_steps').where('person_id', '=', personId).execute()
    },

    /** Removes steps that nobody can take any more. */
    async sweep(now: number): Promise<void> {
      await database.query.deleteFrom('pending_steps').where('expires_at', '<=', now).execute()
    },
  }
}
