import type { CardFace } from '../../core/card/card.ts'
import type { RenderedCode } from '../../core/card/card-code.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Relation } from '../../core/snapshot/snapshot.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { updateWallet, type WalletTransaction } from './update-wallet.ts'
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
 * Stores a self-declared card, sealed like the others, behind them. A self-declared card with the same number
 * is brought up to date and keeps its place and name. `newId` is random and at most 15 characters long; `now`
 * in Unix seconds.
 *
 * Refused: `issued_already`, the insurer's signed card of this number is here (or the wallet would show the
 * weaker of the two); `too_many`.
 * @throws AppError of the database
 */
export async function addSelfDeclaredCard(
  db: WalletDatabase,
  card: SelfDeclaredCard,
  { newId, now }: { newId: string; now: number },
): Promise<Result<WalletCard, 'issued_already' | 'too_many'>> {
  let outcome: Result<WalletCard, 'issued_already' | 'too_many'> = err('too_many')
  await updateWallet(db, ({ cards }) => {
    outcome = placeCard(cards, card, { newId, now })
    if (!outcome.ok) return undefined
    const { value } = outcome
    return { cards: [value], also: { stores: ['choices'], write: (tx) => chooseCard(tx, value.cardId) } }
  })
  return outcome
}

function placeCard(
  cards: readonly WalletCard[],
  card: SelfDeclaredCard,
  { newId, now }: { newId: string; now: number },
): Result<WalletCard, 'issued_already' | 'too_many'> {
  const same = cards.filter((each) => isSameNumber(each.face, card.face))
  if (same.some((each) => each.origin === 'issued')) return err('issued_already')
  const known = same[0]
  const own = cards.filter((each) => each.origin === 'self-declared')
  if (!known && own.length >= MOST_SELF_DECLARED_CARDS) return err('too_many')
  const label = known?.label ?? card.label
  return ok({
    ...card,
    ...(label !== undefined && { label }),
    cardId: known?.cardId ?? `~${newId}`,
    origin: 'self-declared',
    position: known?.position ?? Math.max(-1, ...cards.map((each) => each.position)) + 1,
    updatedAt: now,
    desksVerify: false,
  })
}

async function chooseCard(tx: WalletTransaction, cardId: string): Promise<void> {
  const choices = tx.objectStore('choices')
  await choices.put({ ...(await choices.get('card')), id: 'card', cardId })
}

/**
 * The same person's number, also where one card prints all 15 characters and the other the 10-digit code
 * only.
 */
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

/**
 * Puts the cards into this order; cards that it does not name stay behind them. @throws AppError of the
 * database
 */
export function reorderCards(db: WalletDatabase, cardIds: readonly string[]): Promise<void> {
  return changeCards(db, (card) => {
    const place = cardIds.indexOf(card.cardId)
    const position = place >= 0 ? place : cardIds.length + card.position
    return position === card.position ? card : { ...card, position }
  })
}

/**
 * Takes a self-declared card out of the wallet and returns it for `restoreCard`; undefined when it is not
 * there or is the insurer's (those leave with a sign-out only). @throws AppError of the database
 */
export async function removeSelfDeclaredCard(
  db: WalletDatabase,
  cardId: string,
): Promise<WalletCard | undefined> {
  let removed: WalletCard | undefined
  await updateWallet(db, ({ cards }) => {
    removed = cards.find((each) => each.cardId === cardId && each.origin === 'self-declared')
    return removed && { dropped: [cardId] }
  })
  return removed
}

/** Undoes `removeSelfDeclaredCard`: the card is back in its place. @throws AppError of the database */
export async function restoreCard(db: WalletDatabase, card: WalletCard): Promise<void> {
  await updateWallet(db, () => ({ cards: [card] }))
}

async function changeCards(db: WalletDatabase, change: (card: WalletCard) => WalletCard): Promise<void> {
  await updateWallet(db, (wallet) => {
    const cards = wallet.cards.flatMap((card) => {
      const changed = change(card)
      return changed === card ? [] : [changed]
    })
    return cards.length > 0 ? { cards } : undefined
  })
}
