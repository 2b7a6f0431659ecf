import { helpdeskCodes } from '../../core/api/error-codes.ts'
import type { RefreshOutcome } from '../../core/snapshot/refresh-outcome.ts'
import { clearReadyPage, type ReadyPlace, writeReadyPage } from '../cards/ready-page.ts'
import { isSelfDeclaredId } from '../cards/self-declared-cards.ts'
import type { WalletTransaction } from '../cards/update-wallet.ts'
import type { WalletState } from '../cards/wallet-state.ts'
import { PAYMENTS_ROW } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { HELD_FOR, holdDrafts, type Moves, moveDrafts } from '../outbox/held-drafts.ts'
import type { WalletSession } from './wallet-session.ts'

type Failure = Extract<RefreshOutcome, { kind: 'failed' }>

/**
 * Wipes what is the account's, since the issuer has said that this device is the account's no longer: issued
 * cards, own and dependants', their keys and codes, histories, payments, what was sent, choices, where the
 * card was shown, and the ready page. Self-declared cards and settings stay; what was typed and not sent is held for
 * the same person (held-drafts.ts). Does nothing if somebody has signed in or out meanwhile.
 * @throws AppError of the database
 */
export async function withdrawDevice(
  db: WalletDatabase,
  caches: ReadyPlace,
  { why, session }: { why: Failure; session: WalletSession },
): Promise<void> {
  const moves = await holdDrafts(db)
  await session.update(async ({ state: { personId, signIns } }) => {
    // What cannot be cleared now is tried again at the end: the rows and the keys go in any case.
    await clearReadyPage(caches).catch(() => {})
    const state: WalletState = {
      ...(personId !== undefined && { personId }),
      ...(signIns !== undefined && { signIns }),
      sequence: 0,
      signedIn: false,
      holderKeys: 'none',
      refresh: { last: why, helpdesk: helpdeskCodes[why.code] },
      heldUntil: why.at + HELD_FOR,
    }
    const stores = [
      'cards',
      'keys',
      'history',
      'choices',
      'presentations',
      'drafts',
      'blobs',
      'outbox',
    ] as const
    return { state, also: { stores, write: (tx) => wipeAccount(tx, moves) } }
  })
  // Of what is left; it also replaces the copy that a refresh was just writing.
  await writeReadyPage(caches, async () => (await session.reread()).summary).catch(() =>
    clearReadyPage(caches),
  )
}

async function wipeAccount(tx: WalletTransaction, moves: Moves): Promise<void> {
  const [cards, keys, outbox] = [tx.objectStore('cards'), tx.objectStore('keys'), tx.objectStore('outbox')]
  const issued = (await cards.getAllKeys()).filter((id) => !isSelfDeclaredId(id))
  const holderKeys = (await keys.getAllKeys()).filter((id) => id.startsWith('holder:'))
  const sent = (await outbox.getAll()).filter((item) => item.state === 'sent')
  for (const id of issued) await cards.delete(id)
  for (const id of holderKeys) await keys.delete(id)
  for (const { id } of sent) await outbox.delete(id)
  await tx.objectStore('history').clear()
  await tx.objectStore('choices').clear()
  await tx.objectStore('presentations').clear()
  await tx.objectStore('drafts').delete(PAYMENTS_ROW)
  await moveDrafts(tx, moves)
}
