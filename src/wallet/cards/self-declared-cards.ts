import { equalBytes } from '../../core/bytes.ts'
import type { CardFace } from '../../core/card/card.ts'
import type { RenderedCode } from '../../core/card/card-code.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Relation } from '../../core/snapshot/snapshot.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { obtainDeviceKey } from '../sealing/device-key.ts'
import { openCard, sealCard } from './card-record.ts'
import { openWallet } from './read-wallet.ts'
import type { WalletCard } from './wallet-card.ts'

/** What a person scanned or typed: nobody has signed it. */
export type SelfDeclaredCard = {
  face: CardFace
  /** Word for word as scanned, or written from what was typed. */
  hospitalText: string
  hospitalCode?: RenderedCode
  label?: string
  relation: Relation
}

/** Kept so low that a wallet stays a family's. */
export const MOST_SELF_DECLARED_CARDS = 30

/** Whether a card id is the wallet's own; the issuer's never begin so. */
export const isSelfDeclaredId = (cardId: string): boolean => cardId.startsWith('~')

/**
 * Stores a self-declared card, sealed like the others, behind them. A self-declared card with the same number is brought up to
 * date and keeps its place and name. `newId` is random and at most 15 characters long; `now` in Unix seconds.
 *
 * Refused: `issued_already`, the insurer's signed card of this number is here (or the wallet would show the weaker of the two);
 * `too_many`.
 * @throws AppError of the database
 */
export async function addSelfDeclaredCard(
  db: WalletDatabase,
  card: SelfDeclaredCard,
  { newId, now }: { newId: string; now: number },
): Promise<Result<WalletCard, 'issued_already' | 'too_many'>> {
  const deviceKey = await obtainDeviceKey(db)
  const { cards } = await openWallet(db)
  const same = cards.filter((each) => isSameNumber(each.face, card.face))
  if (same.some((each) => each.origin === 'issued')) return err('issued_already')
  const known = same[0]
  const own = cards.filter((each) => each.origin === 'self-declared')
  if (!known && own.length >= MOST_SELF_DECLARED_CARDS) return err('too_many')
  const label = known?.label ?? card.label
  const stored: WalletCard = {
    ...card,
    ...(label !== undefined && { label }),
    cardId: known?.cardId ?? `~${newId}`,
    origin: 'self-declared',
    position: known?.position ?? Math.max(-1, ...cards.map((each) => each.position)) + 1,
    updatedAt: now,
    desksVerify: false,
  }
  const sealed = await sealCard(deviceKey, stored, 0)
  await db.transact(['cards', 'choices'], 'readwrite', async (tx) => {
    const choices = tx.objectStore('choices')
    await tx.objectStore('cards').put(sealed)
    await choices.put({ ...(await choices.get('card')), id: 'card', cardId: stored.cardId })
  })
  return ok(stored)
}

/** The same person's number, also where one card prints all 15 characters and the other the 10-digit code only. */
export function isSameNumber(one: CardFace, other: CardFace): boolean {
  if (one.bhytNumber === other.bhytNumber) return true
  return one.bhxhCode !== undefined && one.bhxhCode === other.bhxhCode
}

/** Gives a card the person's own name; an empty one takes it away. @throws AppError of the database */
export function renameCard(db: WalletDatabase, cardId: string, label: string): Promise<void> {
  return changeCards(db, (card) => {
    if (card.cardId !== cardId) return card
    const { label: _, ...rest } = card
    const trimmed = label.trim().slice(0, 40)
    return trimmed === '' ? rest : { ...rest, label: trimmed }
  })
}

/** Puts the cards into this order; cards that it does not name stay behind them. @throws AppError of the database */
export function reorderCards(db: WalletDatabase, cardIds: readonly string[]): Promise<void> {
  return changeCards(db, (card) => {
    const place = cardIds.indexOf(card.cardId)
    const position = place >= 0 ? place : cardIds.length + card.position
    return position === card.position ? card : { ...card, position }
  })
}

/**
 * Takes a self-declared card out of the wallet and returns it for `restoreCard`; undefined when it is not there or is the
 * insurer's (those leave with a sign-out only). @throws AppError of the database
 */
export async function removeSelfDeclaredCard(
  db: WalletDatabase,
  cardId: string,
): Promise<WalletCard | undefined> {
  const { cards } = await openWallet(db)
  const card = cards.find((each) => each.cardId === cardId && each.origin === 'self-declared')
  if (card) {
    await db.transact(['cards'], 'readwrite', async (tx) => {
      await tx.objectStore('cards').delete(cardId)
    })
  }
  return card
}

/** Undoes `removeSelfDeclaredCard`: the card is back in its place. @throws AppError of the database */
export async function restoreCard(db: WalletDatabase, card: WalletCard): Promise<void> {
  const sealed = await sealCard(await obtainDeviceKey(db), card, 0)
  await db.transact(['cards'], 'readwrite', async (tx) => {
    await tx.objectStore('cards').put(sealed)
  })
}

/**
 * Opens every row, changes the card in it, and seals what changed under the sequence that the row had. A row that a refresh
 * replaced meanwhile is read and changed again, never put back.
 */
async function changeCards(db: WalletDatabase, change: (card: WalletCard) => WalletCard): Promise<void> {
  const deviceKey = await obtainDeviceKey(db)
  const rows = await db.transact(['cards'], 'readonly', (tx) => tx.objectStore('cards').getAll())
  const changes = await Promise.all(
    rows.map(async (row) => {
      const before = await openCard(deviceKey, row)
      const after = change(before)
      return after === before ? [] : [{ row, next: await sealCard(deviceKey, after, row.sequence) }]
    }),
  )
  const isOvertaken = await db.transact(['cards'], 'readwrite', async (tx) => {
    const store = tx.objectStore('cards')
    const current = await Promise.all(changes.flat().map(({ row }) => store.get(row.id)))
    const isSame = changes
      .flat()
      .every(({ row }, at) => equalBytes(row.iv, current[at]?.iv ?? new Uint8Array()))
    if (isSame) await Promise.all(changes.flat().map(({ next }) => store.put(next)))
    return !isSame
  })
  if (isOvertaken) await changeCards(db, change)
}
