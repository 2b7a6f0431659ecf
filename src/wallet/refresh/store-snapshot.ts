import { AppError } from '../../core/app-error.ts'
import type { RenderedCode } from '../../core/card/card-code.ts'
import type { Snapshot } from '../../core/snapshot/snapshot.ts'
import { sealCard } from '../cards/card-record.ts'
import { type OpenedWallet, openWallet } from '../cards/read-wallet.ts'
import { type Dependant, sealState, type WalletState } from '../cards/wallet-state.ts'
import { writeIfUnchanged } from '../database/compare-and-set.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { dropOtherHistories, listDependants } from '../history/history-rows.ts'
import { sealHistory } from '../history/load-history.ts'
import { moveDrafts, returnDrafts } from '../outbox/held-drafts.ts'
import { dropItemsOfPersons } from '../outbox/outbox.ts'
import { dropBlobsOf } from '../sealing/blobs.ts'
import { obtainWalletKey } from '../sealing/wallet-key.ts'
import { mergeSnapshot } from './merge-snapshot.ts'

/** Thrown where a write finds that the person has signed out meanwhile. */
export const overtaken = () => new AppError('session_expired')

/**
 * Stores a verified snapshot of the person: cards, history and state in one transaction. What was shown before stays as what is compared
 * with, until it has been seen; the histories of dependants who are no longer linked go.
 * @throws AppError of the database, or `session_expired` after a sign-out in between
 */
export async function storeSnapshot(
  db: WalletDatabase,
  { deviceKey, state, stateRow }: OpenedWallet,
  snapshot: Snapshot,
  facts: {
    at: number
    specimen: boolean
    etag: string | undefined
    renderQr: (text: string) => RenderedCode
  },
): Promise<void> {
  if (!deviceKey) throw overtaken()
  const { personId, sequence } = snapshot
  const { cards } = await openWallet(db)
  const isSame = personId === state.personId
  const held = isSame ? cards : cards.filter((card) => card.origin === 'self-declared')
  const { at, specimen, etag, renderQr } = facts
  const merged = mergeSnapshot(held, snapshot, { specimen, now: at, renderQr })
  const walletKey = await obtainWalletKey(db, deviceKey)
  const { snapshotEtag, seen, dependants, heldUntil, ...rest } = state
  const returned = isSame && heldUntil !== undefined ? await returnDrafts(db) : undefined
  const next: WalletState = {
    ...rest,
    personId,
    sequence,
    seen: (isSame && seen) || sequence,
    dependants: listDependants(snapshot, isSame ? dependants : []),
    // Until then a newer draft of the same form may keep one from coming back.
    ...(isSame && heldUntil !== undefined && { heldUntil }),
    ...(etag && { snapshotEtag: etag }),
  }
  const [stateNext, history, ...cardRows] = await Promise.all([
    sealState(deviceKey, next),
    sealHistory(walletKey, snapshot),
    // Self-declared rows are the person's; they are never rewritten here.
    ...merged.filter((card) => card.origin === 'issued').map((card) => sealCard(deviceKey, card, sequence)),
  ])
  const kept = merged.map((card) => card.cardId)
  // What somebody else typed is not this person's to read: they signed in after the other's session had ended.
  const isOther = state.personId !== undefined && !isSame
  const storeNames = ['cards', 'history', 'keys', 'drafts', 'outbox', 'blobs', 'choices'] as const
  const written = await writeIfUnchanged(db, stateRow, storeNames, async (tx) => {
    const cardStore = tx.objectStore('cards')
    const keyStore = tx.objectStore('keys')
    // Of the cards that were here before; one that was scanned in this moment stays.
    const gone = cards.filter((card) => !kept.includes(card.cardId))
    await Promise.all([
      ...gone.flatMap(({ cardId }) => [cardStore.delete(cardId), keyStore.delete(`holder:${cardId}`)]),
      ...cardRows.map((row) => cardStore.put(row)),
      tx.objectStore('history').put(history),
      dropOtherHistories(tx.objectStore('history'), next),
      tx.objectStore('state').put(stateNext),
      ...(returned ? [moveDrafts(tx, returned)] : []),
      ...(isOther ? [tx.objectStore('drafts').clear(), dropBlobsOf(tx.objectStore('blobs'), 'draft')] : []),
      // Nor are notifications that they wanted theirs.
      ...(isOther ? [tx.objectStore('choices').clear()] : []),
      ...(isOther ? [dropItemsOfPersons(tx.objectStore('outbox'), tx.objectStore('blobs'))] : []),
    ])
  })
  if (!written) throw overtaken()
}

/**
 * Stores a verified snapshot of a dependant: history and state in one transaction. Without a snapshot the dependant goes.
 * @throws as `storeSnapshot`
 */
export async function storeDependant(
  db: WalletDatabase,
  { deviceKey, state, stateRow }: OpenedWallet,
  personId: string,
  fetched?: { snapshot: Snapshot; etag: string | undefined },
): Promise<void> {
  if (!deviceKey) throw overtaken()
  const next: WalletState = {
    ...state,
    dependants: (state.dependants ?? []).flatMap((dependant): Dependant[] => {
      if (dependant.personId !== personId) return [dependant]
      if (!fetched) return []
      const { sequence } = fetched.snapshot
      const stored = {
        sequence,
        seen: dependant.stored?.seen ?? sequence,
        ...(fetched.etag && { etag: fetched.etag }),
      }
      return [{ ...dependant, stored }]
    }),
  }
  const [stateNext, history] = await Promise.all([
    sealState(deviceKey, next),
    fetched && obtainWalletKey(db, deviceKey).then((wallet) => sealHistory(wallet, fetched.snapshot)),
  ])
  const written = await writeIfUnchanged(db, stateRow, ['history'], async (tx) => {
    const store = tx.objectStore('history')
    await Promise.all([
      ...(history ? [store.put(history)] : []),
      dropOtherHistories(store, next),
      tx.objectStore('state').put(stateNext),
    ])
  })
  if (!written) throw overtaken()
}
