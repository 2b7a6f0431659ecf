import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { OfficeRequestKind } from '../../core/api/back-office-contract.ts'
import type { Tables } from '../db/schema.ts'
import { generateFileNumber } from '../registration/generate-file-number.ts'

/** What an account holder asks of the office. */
export type NewRequest = {
  readonly kind: OfficeRequestKind
  readonly personId: number
  /**
   * The same at every try (made by the wallet, or a constant where one request at a time makes sense): what
   * was filed is not filed again.
   */
  readonly key: string
  /** What the officer reads, line by line: in Vietnamese, at most some thousand characters. */
  readonly content: readonly { readonly field: string; readonly text: string }[]
  /** What the sender is shown of it again, if anything. */
  readonly document?: object
}

export type FiledRequest = { readonly id: string; readonly fileNumber: string; readonly filedAt: number }

/**
 * Files a request with the office that looks after the account, as part of a transaction. Where none is known
 * every office sees it, and the first to take it decides.
 */
export async function fileRequest(
  transaction: Transaction<Tables>,
  { kind, personId, key, content, document }: NewRequest,
  now: number,
): Promise<FiledRequest> {
  const account = await transaction
    .selectFrom('accounts')
    .select('office_code')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('office_requests')
    .values({
      id: randomBytes(16).toString('base64url'),
      file_number: generateFileNumber('YC', now),
      kind,
      person_id: personId,
      request_key: key,
      office_code: account.office_code,
      content: JSON.stringify(content),
      state: 'waiting',
      filed_at: now,
      decided_at: null,
      decided_by: null,
      answer: null,
      document: document ? JSON.stringify(document) : null,
      claimed_by: null,
      claimed_at: null,
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'kind', 'request_key']).doNothing())
    .execute()
  const filed = await transaction
    .selectFrom('office_requests')
    .select(['id', 'file_number', 'filed_at'])
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .where('request_key', '=', key)
    .executeTakeFirstOrThrow()
  return { id: filed.id, fileNumber: filed.file_number, filedAt: filed.filed_at }
}
