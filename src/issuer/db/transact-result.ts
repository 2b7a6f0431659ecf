import type { Transaction } from 'kysely'
import type { Result } from '../../core/result.ts'
import type { Database } from './open-database.ts'
import type { Tables } from './schema.ts'

/** Runs a transaction that leaves no trace if its outcome is an error. */
export async function transactResult<T, E>(
  { query }: Database,
  work: (transaction: Transaction<Tables>) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  let refused: Result<T, E> | undefined
  try {
    return await query.transaction().execute(async (transaction) => {
      const result = await work(transaction)
      if (result.ok) return result
      refused = result
      throw new Error('rolled back')
    })
  } catch (error) {
    if (refused) return refused
    throw error
  }
}
