import { type Change, describeChanges } from '../../core/snapshot/describe-changes.ts'
import type { SnapshotCard } from '../../core/snapshot/snapshot.ts'
import { updateWallet, type WalletTransaction } from '../cards/update-wallet.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { REFRESH_LOCK, withLock } from '../database/web-lock.ts'
import { dropOtherHistories } from './history-rows.ts'
import { type History, readHistoryRows } from './load-history.ts'

/** What is new about one person since it was last looked at. */
export type PersonChanges = {
  readonly personId: string
  readonly relation: SnapshotCard['relation']
  readonly fullName: string
  /** When the snapshot that was seen last was signed, Unix seconds. */
  readonly since: number
  /** Never empty. */
  readonly changes: readonly Change[]
}

/**
 * What has changed since `markChangesSeen`, for the person and each dependant, out of the signed snapshots
 * kept on this device. The first snapshot of a person is no news.
 * @throws AppError of the database, or `storage_damaged`
 */
export async function loadChanges(db: WalletDatabase): Promise<PersonChanges[]> {
  const { rows, open } = await readHistoryRows(db)
  const compared = await Promise.all(
    rows
      .filter(({ current, seen }) => current !== seen)
      .map(async ({ personId, relation, current, seen }) => {
        const [before, after] = await Promise.all([open(seen), open(current)])
        if (!before || !after) return []
        const changes = compareHistories(before, after)
        const { fullName } = after.holder
        return changes.length > 0 ? [{ personId, relation, fullName, since: before.issuedAt, changes }] : []
      }),
  )
  return compared.flat()
}

function compareHistories(before: History, after: History): Change[] {
  const { cards = [] } = after
  const changes = describeChanges({ ...before, cards: before.cards ?? cards }, { ...after, cards })
  // How a dependant's card has changed is told with the dependant, whose own history has it too.
  const dependants = new Set(cards.filter((card) => card.personId !== undefined).map((card) => card.cardId))
  return changes.filter((change) => {
    const card = 'after' in change && 'cardId' in change.after ? change.after : undefined
    return !card || !dependants.has(card.cardId)
  })
}

/**
 * Notes that what is stored now has been seen: from here on `loadChanges` compares with it. Waits for a
 * refresh that is going on.
 * @throws AppError of the database
 */
export function markChangesSeen(db: WalletDatabase): Promise<void> {
  return withLock(REFRESH_LOCK, () => markSeen(db))
}

async function markSeen(db: WalletDatabase): Promise<void> {
  await updateWallet(db, ({ state }) => {
    if (state.seen === undefined) return undefined
    const next = {
      ...state,
      seen: state.sequence,
      ...(state.dependants && {
        dependants: state.dependants.map(({ stored, ...dependant }) => ({
          ...dependant,
          ...(stored && { stored: { ...stored, seen: stored.sequence } }),
        })),
      }),
    }
    const write = (tx: WalletTransaction) => dropOtherHistories(tx.objectStore('history'), next)
    return { state: next, also: { stores: ['history'], write } }
  })
}
