import type { IDBPTransaction } from 'idb'
import { AppError } from '../../core/app-error.ts'
import type { SealedRecord, StoreName, WalletSchema } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { obtainDeviceKey } from '../sealing/device-key.ts'
import { sealCard } from './card-record.ts'
import { isSameRow, type OpenedWallet, openWallet, summarise } from './read-wallet.ts'
import type { WalletCard } from './wallet-card.ts'
import { sealState, type WalletState } from './wallet-state.ts'

export type WalletTransaction = IDBPTransaction<WalletSchema, StoreName[], 'readwrite'>

/** What is written in one transaction; what is left out stays as it is. */
export type WalletChange = {
  readonly state?: WalletState
  /** New or changed cards. */
  readonly cards?: readonly WalletCard[]
  /** Ids of cards that go. */
  readonly dropped?: readonly string[]
  /**
   * What else is written with it; as in every transaction, `write` awaits nothing but the transaction's
   * requests.
   */
  readonly also?: {
    readonly stores: readonly StoreName[]
    readonly write: (transaction: WalletTransaction) => Promise<unknown>
  }
}

const TRIES = 2

/**
 * Changes cards and state: opens the wallet, computes, seals, and writes in one transaction, provided that
 * what the change was computed from is still there: the state row (nobody has signed out or in), the rows of
 * the cards that are written, and the device key. Otherwise the wallet is opened again and the change
 * computed once more.
 * @param change pure but for reading and sealing, because it may run twice; undefined leaves everything as it
 * is
 * @param known the wallet as it was opened before, which spares opening it again
 * @returns the wallet as it is afterwards
 * @throws AppError of the database, `storage_unavailable` if others were faster twice, and what `change`
 * throws
 */
export async function updateWallet(
  db: WalletDatabase,
  change: (wallet: OpenedWallet) => Promise<WalletChange | undefined> | WalletChange | undefined,
  known?: OpenedWallet,
): Promise<OpenedWallet> {
  let wallet = known ?? (await openWallet(db))
  for (let tries = 1; ; tries++) {
    const changed = await change(wallet)
    if (!changed) return wallet
    const written = await writeChange(db, wallet, changed)
    if (written) return written
    if (tries === TRIES) throw new AppError('storage_unavailable', { retryable: true })
    wallet = await openWallet(db, wallet)
  }
}

/** The wallet afterwards; undefined if somebody else has changed what the change was computed from. */
async function writeChange(
  db: WalletDatabase,
  wallet: OpenedWallet,
  { state = wallet.state, cards = [], dropped = [], also }: WalletChange,
): Promise<OpenedWallet | undefined> {
  const deviceKey = wallet.deviceKey ?? (await obtainDeviceKey(db))
  const [stateRow, ...cardRows] = await Promise.all([
    state === wallet.state ? undefined : sealState(deviceKey, state),
    ...cards.map((card) => sealCard(deviceKey, card, card.origin === 'issued' ? state.sequence : 0)),
  ])
  const touched = [...cardRows.map(({ id }) => id), ...dropped]
  const stores = new Set<StoreName>(['keys', 'state', 'cards', ...(also?.stores ?? [])])
  const isWritten = await db.transact([...stores], 'readwrite', async (tx) => {
    const cardStore = tx.objectStore('cards')
    const [key, presentState, ...presentCards] = await Promise.all([
      tx.objectStore('keys').getKey('device'),
      tx.objectStore('state').get('wallet'),
      ...touched.map((id) => cardStore.get(id)),
    ])
    const isUnchanged =
      key !== undefined &&
      isSameRow(presentState, wallet.rows.state) &&
      touched.every((id, at) => isSameRow(presentCards[at], wallet.rows.cards.get(id)))
    if (!isUnchanged) return false
    await Promise.all([
      ...(stateRow ? [tx.objectStore('state').put(stateRow)] : []),
      ...cardRows.map((row) => cardStore.put(row)),
      ...dropped.map((id) => cardStore.delete(id)),
      also?.write(tx),
    ])
    return true
  })
  if (!isWritten) return undefined
  return applyChange({ ...wallet, deviceKey }, { state, cards, dropped }, [stateRow, cardRows])
}

function applyChange(
  wallet: OpenedWallet,
  { state, cards, dropped }: Required<Omit<WalletChange, 'also'>>,
  [stateRow, cardRows]: [SealedRecord | undefined, readonly SealedRecord[]],
): OpenedWallet {
  const gone = new Set([...dropped, ...cards.map(({ cardId }) => cardId)])
  const kept = wallet.cards.filter(({ cardId }) => !gone.has(cardId))
  const rows = new Map([...wallet.rows.cards].filter(([id]) => !gone.has(id)))
  for (const row of cardRows) rows.set(row.id, row)
  const next = {
    ...wallet,
    holderKeys: wallet.holderKeys.filter(({ cardId }) => !dropped.includes(cardId)),
    cards: [...kept, ...cards].sort((one, other) => one.position - other.position),
    state,
    rows: { state: stateRow ?? wallet.rows.state, cards: rows },
  }
  return { ...next, summary: summarise(next, wallet.summary) }
}
