import type { CodeKind } from '../../core/card/card-code.ts'
import type { WalletCard, WalletSummary } from '../cards/wallet-card.ts'

/** The card that the card screen shows: the chosen one if it is still there, else the first. */
export function cardToShow(summary: WalletSummary): WalletCard | undefined {
  return summary.cards.find((card) => card.cardId === summary.chosenCardId) ?? summary.cards[0]
}

/** The same summary where no key is at hand: of the codes only the BHYT QR can be shown. */
export function withoutKeys(summary: WalletSummary): WalletSummary {
  const cards = summary.cards.map(({ holds, credentialExpiresAt, ...card }) => card)
  return { ...summary, holderKeys: 'none', cards }
}

/**
 * When a code is to be shown (Unix seconds), and whether the device's clock is too doubtful for a live one.
 */
export type CodeTime = { readonly now: number; readonly isDoubtful?: boolean }

/** Which codes a card can show now, in the order in which they are offered. */
export function availableCodes(card: WalletCard, { now, isDoubtful = false }: CodeTime): CodeKind[] {
  const codes: CodeKind[] = ['hospital']
  const hasLive = card.credential !== undefined || card.holds?.includes('live')
  if (hasLive && !isDoubtful && (card.credentialExpiresAt ?? 0) > now) codes.push('live')
  return codes
}

/**
 * The one code to show: the person's last choice if the card has it, else live where desks verify, else the
 * BHYT QR text.
 */
export function codeToShow(card: WalletCard, chosen: CodeKind | undefined, time: CodeTime): CodeKind {
  const available = availableCodes(card, time)
  const wanted = chosen ?? (card.desksVerify ? 'live' : 'hospital')
  return available.includes(wanted) ? wanted : 'hospital'
}
