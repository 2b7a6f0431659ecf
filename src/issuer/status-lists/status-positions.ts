import type { Transaction } from 'kysely'
import type { Database } from '../db/open-database.ts'
import type { Tables } from '../db/schema.ts'

/** Positions in one list: a list with one in a thousand revoked packs to about 2 KB. */
export const LIST_LENGTH = 2 ** 20

/**
 * Odd, so multiplying by it modulo a power of two visits every position once: neighbours in time are not
 * neighbours in the list.
 */
const STRIDE = 0x9e3779b1

/** How many a process leases at a time: the row that counts them is written once for so many. */
const BLOCK = 64

export type StatusIndex = { readonly list: number; readonly position: number }

export type StatusPositions = ReturnType<typeof createStatusPositions>

/**
 * Positions of status lists that nobody has had: leased in blocks, so that enrolments do not wait for each
 * other. What a process has leased and not used when it ends stays unused. Lists are filled in turn.
 */
export function createStatusPositions(database: Database) {
  const free: StatusIndex[] = []
  let leasing: Promise<void> | undefined

  return {
    /** A position that nobody else gets; before a transaction, since leasing is one of its own. */
    async take(): Promise<StatusIndex> {
      for (;;) {
        const place = free.pop()
        if (place) return place
        leasing ??= database.query
          .transaction()
          .execute(leaseBlock)
          .then((block) => {
            free.push(...block)
          })
          .finally(() => {
            leasing = undefined
          })
        await leasing
      }
    },

    /** Takes back one that was not needed. */
    giveBack(place: StatusIndex): void {
      free.push(place)
    },
  }
}

async function leaseBlock(transaction: Transaction<Tables>): Promise<StatusIndex[]> {
  const last = await transaction
    .selectFrom('status_counters')
    .select((column) => column.fn.max('list').as('list'))
    .executeTakeFirst()
  for (let list = last?.list ?? 0; ; list++) {
    await transaction
      .insertInto('status_counters')
      .values({ list, allotted: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    // Locks the counter; whoever waits for it reads what the one before has left.
    const { allotted } = await transaction
      .updateTable('status_counters')
      .set((column) => ({ allotted: column.ref('allotted') }))
      .where('list', '=', list)
      .returning('allotted')
      .executeTakeFirstOrThrow()
    const end = Math.min(allotted + BLOCK, LIST_LENGTH)
    if (end === allotted) continue
    await transaction.updateTable('status_counters').set({ allotted: end }).where('list', '=', list).execute()
    return Array.from({ length: end - allotted }, (_, index) => ({
      list,
      position: Number((BigInt(allotted + index) * BigInt(STRIDE)) % BigInt(LIST_LENGTH)),
    }))
  }
}
