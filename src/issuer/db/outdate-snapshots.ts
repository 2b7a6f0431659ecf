import type { Transaction } from 'kysely'
import type { SnapshotRow, Tables } from './schema.ts'

/**
 * Has these people's snapshots signed anew at their next reading. It waits for no lock of a person, which the
 * transaction may be too late to ask for; a signing at the same time sees the changed count (snapshots.ts).
 * Where none was signed yet a row of sequence 0 stands for it, or what is added during a first signing would
 * be missing until that is renewed. For who is nobody the same work is done.
 */
export async function outdateSnapshots(
  transaction: Transaction<Tables>,
  people: readonly number[],
  audience: SnapshotRow['audience'] = 'holder',
): Promise<void> {
  const rows = transaction
    .selectFrom('people')
    .select((column) => [
      'id',
      column.val<SnapshotRow['audience']>(audience).as('audience'),
      column.lit(0).as('sequence'),
      column.lit(0).as('issued_at'),
      column.lit(0).as('renew_at'),
      column.lit(1).as('outdated'),
      column.val('').as('etag'),
      column.val(new Uint8Array()).as('body'),
    ])
    .where('id', 'in', people)
    // Two transactions that name the same people must not wait for each other.
    .orderBy('id')
  await transaction
    .insertInto('snapshots')
    .columns(['person_id', 'audience', 'sequence', 'issued_at', 'renew_at', 'outdated', 'etag', 'body'])
    .expression(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'audience'])
        .doUpdateSet((column) => ({ renew_at: 0, outdated: column('snapshots.outdated', '+', 1) })),
    )
    .execute()
}
