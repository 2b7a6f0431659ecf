import type { RenderedCode } from '../../core/card/card-code.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import type { Snapshot } from '../../core/snapshot/snapshot.ts'
import type { OpenedWallet } from '../cards/read-wallet.ts'
import type { WalletChange } from '../cards/update-wallet.ts'
import type { Dependant, WalletState } from '../cards/wallet-state.ts'
import type { StoredWalletKey } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { dropOtherHistories, listDependants } from '../history/history-rows.ts'
import { sealHistory } from '../history/load-history.ts'
import { moveDrafts, returnDrafts } from '../outbox/held-drafts.ts'
import { dropItemsOfPersons } from '../outbox/outbox.ts'
import { dropBlobsOf } from '../sealing/blobs.ts'
import { mergeSnapshot } from './merge-snapshot.ts'
import { compareUnder, isSignerDropped } from './verify-newer.ts'
import type { WalletSession } from './wallet-session.ts'

type Facts = {
  at: number
  /** Under which the snapshot was verified. */
  trustList: TrustList
  /** The id (hex) of the key that signed it. */
  signedBy: string
  etag: string | undefined
  renderQr: (text: string) => RenderedCode
}

/**
 * Stores a verified snapshot of the person: cards, history and state in one transaction. What was shown
 * before stays as what is compared with, until it has been seen; the histories of dependants who are no
 * longer linked go. A snapshot that is not newer than what another page has stored meanwhile is left out.
 * @throws as `WalletSession.update`
 */
export function storeSnapshot(
  db: WalletDatabase,
  session: WalletSession,
  snapshot: Snapshot,
  facts: Facts & { walletKey: StoredWalletKey },
): Promise<void> {
  return session.update((wallet) => putSnapshot(db, wallet, snapshot, facts))
}

async function putSnapshot(
  db: WalletDatabase,
  { state, cards }: OpenedWallet,
  snapshot: Snapshot,
  { at, trustList, signedBy, etag, renderQr, walletKey }: Facts & { walletKey: StoredWalletKey },
): Promise<WalletChange | undefined> {
  const order = compareUnder(snapshot, state, trustList)
  const isDropped = isSignerDropped(state, trustList)
  const { specimen } = trustList
  if (order === 'same' || order === 'older') return undefined
  const { personId, sequence } = snapshot
  const isSame = order === 'newer'
  const held = isSame ? cards : cards.filter((card) => card.origin === 'self-declared')
  const merged = mergeSnapshot(held, snapshot, { specimen, now: at, renderQr })
  const { snapshotEtag, seen, dependants, heldUntil, ...rest } = state
  const returned = isSame && heldUntil !== undefined ? await returnDrafts(db) : undefined
  const next: WalletState = {
    ...rest,
    personId,
    sequence,
    signedBy,
    signedAt: Math.max((!isDropped && state.signedAt) || 0, snapshot.issuedAt),
    seen: (isSame && !isDropped && seen) || sequence,
    dependants: listDependants(snapshot, isSame ? dependants : []),
    // Until then a newer draft of the same form may keep one from coming back.
    ...(isSame && heldUntil !== undefined && { heldUntil }),
    ...(etag && { snapshotEtag: etag }),
  }
  const history = await sealHistory(walletKey, snapshot)
  const kept = new Set(merged.map((card) => card.cardId))
  // Of the cards that were here before; one that was scanned in this moment stays.
  const dropped = cards.flatMap(({ cardId }) => (kept.has(cardId) ? [] : [cardId]))
  // What somebody else typed is not this person's to read: they signed in after the other's session had
  // ended.
  const isOther = state.personId !== undefined && !isSame
  return {
    state: next,
    // Self-declared rows are the person's; they are never rewritten here.
    cards: merged.filter((card) => card.origin === 'issued'),
    dropped,
    also: {
      stores: ['history', 'keys', 'drafts', 'outbox', 'blobs', 'choices', 'presentations'],
      write: (tx) =>
        Promise.all([
          ...dropped.map((cardId) => tx.objectStore('keys').delete(`holder:${cardId}`)),
          tx.objectStore('history').put(history),
          dropOtherHistories(tx.objectStore('history'), next),
          ...(returned ? [moveDrafts(tx, returned)] : []),
          ...(isOther
            ? [
                tx.objectStore('drafts').clear(),
                dropBlobsOf(tx.objectStore('blobs'), 'draft'),
                // Nor are notifications that they wanted theirs.
                tx.objectStore('choices').clear(),
                tx.objectStore('presentations').clear(),
                dropItemsOfPersons(tx.objectStore('outbox'), tx.objectStore('blobs')),
              ]
            : []),
        ]),
    },
  }
}

/**
 * Stores a verified snapshot of a dependant: history and state in one transaction. Without a snapshot the
 * dependant goes.
 * @throws as `WalletSession.update`
 */
export function storeDependant(
  session: WalletSession,
  personId: string,
  fetched?: { snapshot: Snapshot; signedBy: string; etag: string | undefined; walletKey: StoredWalletKey },
): Promise<void> {
  return session.update(async ({ state }) => {
    const next: WalletState = {
      ...state,
      dependants: (state.dependants ?? []).flatMap((dependant): Dependant[] => {
        if (dependant.personId !== personId) return [dependant]
        if (!fetched) return []
        const { sequence } = fetched.snapshot
        const stored = {
          sequence,
          signedBy: fetched.signedBy,
          seen: Math.min(dependant.stored?.seen ?? sequence, sequence),
          ...(fetched.etag && { etag: fetched.etag }),
        }
        return [{ ...dependant, stored }]
      }),
    }
    const history = fetched && (await sealHistory(fetched.walletKey, fetched.snapshot))
    return {
      state: next,
      also: {
        stores: ['history'],
        write: async (tx) => {
          const store = tx.objectStore('history')
          await Promise.all([...(history ? [store.put(history)] : []), dropOtherHistories(store, next)])
        },
      },
    }
  })
}
