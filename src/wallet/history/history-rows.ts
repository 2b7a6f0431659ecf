import type { Snapshot, SnapshotCard } from '../../core/snapshot/snapshot.ts'
import type { Dependant, WalletState } from '../cards/wallet-state.ts'

/** Which rows of store `history` hold what is known of one person. */
export type HistoryRows = {
  personId: string
  relation: SnapshotCard['relation']
  /** Of the newest snapshot. */
  current: string
  /** Of the one that the person has seen last: what is compared with. The same row while there is nothing new. */
  seen: string
}

/** The one row that earlier versions kept. */
const EARLIER_ROW = 'snapshot'

/** A row's id; a new snapshot gets a new row, because a row can be written without being readable, and so cannot be moved. */
export function historyRowId(personId: string, sequence: number): string {
  return `${personId}:${sequence}`
}

/** The rows that the state speaks of, the own ones first; nothing before the first snapshot. */
export function listHistoryRows({ personId, sequence, seen, dependants = [] }: WalletState): HistoryRows[] {
  if (personId === undefined) return []
  const own =
    seen === undefined
      ? { current: EARLIER_ROW, seen: EARLIER_ROW }
      : { current: historyRowId(personId, sequence), seen: historyRowId(personId, seen) }
  return [
    { personId, relation: 'self', ...own },
    ...dependants.flatMap(({ stored, ...dependant }) =>
      stored === undefined
        ? []
        : [
            {
              personId: dependant.personId,
              relation: dependant.relation,
              current: historyRowId(dependant.personId, stored.sequence),
              seen: historyRowId(dependant.personId, stored.seen),
            },
          ],
    ),
  ]
}

/** Whose snapshots can be fetched beside the own one, with what is stored of them already. */
export function listDependants(snapshot: Snapshot, held: readonly Dependant[] = []): Dependant[] {
  const relations = new Map<string, SnapshotCard['relation']>()
  for (const { personId, relation } of snapshot.cards)
    if (personId !== undefined) relations.set(personId, relation)
  return [...relations].map(([personId, relation]) => ({
    ...held.find((dependant) => dependant.personId === personId),
    personId,
    relation,
  }))
}

/** Deletes every row that the state, which is written in the same transaction, does not speak of. */
export async function dropOtherHistories(
  store: { getAllKeys(): Promise<string[]>; delete(id: string): Promise<void> },
  state: WalletState,
): Promise<void> {
  const kept = new Set(listHistoryRows(state).flatMap(({ current, seen }) => [current, seen]))
  const ids = await store.getAllKeys()
  await Promise.all(ids.filter((id) => !kept.has(id)).map((id) => store.delete(id)))
}
