import type { Transaction } from 'kysely'
import type { DependantRow, Tables } from '../db/schema.ts'
import type { Snapshots } from '../snapshots/snapshots.ts'

export type DependantPorts = {
  readonly snapshots: Pick<Snapshots, 'change'>
  /** Revokes what a guardian's devices hold of a dependant's cards. */
  readonly revokeCards: (
    transaction: Transaction<Tables>,
    link: { holderId: number; dependantId: number },
    now: number,
  ) => Promise<void>
}

export type Dependants = ReturnType<typeof createDependants>

/** Whose cards and history a person sees beside their own, as the registry says. */
export function createDependants({ snapshots, revokeCards }: DependantPorts) {
  return {
    /** Makes one person a dependant of another, or says anew in which relation; snapshots that show it are signed anew. */
    async link(row: DependantRow, now: number): Promise<void> {
      const { holder_id: holderId, dependant_id: dependantId, relation } = row
      await snapshots.change(
        dependantId,
        now,
        async (transaction) => {
          await transaction
            .insertInto('dependants')
            .values(row)
            .onConflict((conflict) =>
              conflict.columns(['holder_id', 'dependant_id']).doUpdateSet({ relation }),
            )
            .execute()
        },
        [holderId],
      )
    },

    /** Ends a link: the guardian's devices keep neither credential nor snapshot of the dependant. Other guardians keep theirs. */
    async unlink(link: { holderId: number; dependantId: number }, now: number): Promise<void> {
      const { holderId, dependantId } = link
      await snapshots.change(
        dependantId,
        now,
        async (transaction) => {
          await transaction
            .deleteFrom('dependants')
            .where('holder_id', '=', holderId)
            .where('dependant_id', '=', dependantId)
            .execute()
          await revokeCards(transaction, link, now)
        },
        [holderId],
      )
    },
  }
}
