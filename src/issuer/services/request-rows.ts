import type { Kysely, Transaction } from 'kysely'
import type { ServiceRequestRow, Tables } from '../db/schema.ts'
import { openStates } from './request-state.ts'

/** One's own request by the key of the wallet. */
export function findByKey(query: Kysely<Tables>, personId: number, key: string) {
  return query
    .selectFrom('service_requests')
    .selectAll()
    .where('person_id', '=', personId)
    .where('request_key', '=', key)
    .executeTakeFirst()
}

/** One's own request by its number. */
export function findByNumber(query: Kysely<Tables>, personId: number, number: string) {
  return query
    .selectFrom('service_requests')
    .selectAll()
    .where('person_id', '=', personId)
    .where('number', '=', number)
    .executeTakeFirst()
}

/** Writes all of a row anew. */
export async function writeRequestRow(
  transaction: Transaction<Tables>,
  row: ServiceRequestRow,
): Promise<void> {
  const { person_id: personId, id, ...values } = row
  await transaction
    .updateTable('service_requests')
    .set(values)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .execute()
}

/** What the outside calls a person. */
export async function readPublicId(transaction: Transaction<Tables>, personId: number): Promise<string> {
  const person = await transaction
    .selectFrom('people')
    .select('public_id')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return person.public_id
}

/** The version of a person's access, which a new password and a recovery change. */
export async function readAccessVersion(query: Kysely<Tables>, personId: number): Promise<number> {
  const account = await query
    .selectFrom('accounts')
    .select('access_version')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  return account.access_version
}

/** How many requests of a person are open. */
export async function countOpen(transaction: Transaction<Tables>, personId: number): Promise<number> {
  const { count } = await transaction
    .selectFrom('service_requests')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('state', 'in', openStates)
    .executeTakeFirstOrThrow()
  return Number(count)
}
