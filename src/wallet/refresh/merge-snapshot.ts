import type { CardFace } from '../../core/card/card.ts'
import type { RenderedCode } from '../../core/card/card-code.ts'
import type { Snapshot } from '../../core/snapshot/snapshot.ts'
import { isSameNumber } from '../cards/self-declared-cards.ts'
import type { WalletCard } from '../cards/wallet-card.ts'

/**
 * The cards of the wallet after a verified snapshot: the issuer's cards with the person's own order and names
 * and the credentials they had, then the self-declared cards that no issued card has replaced.
 */
export function mergeSnapshot(
  held: readonly WalletCard[],
  snapshot: Snapshot,
  { specimen, now, renderQr }: { specimen: boolean; now: number; renderQr: (text: string) => RenderedCode },
): WalletCard[] {
  let nextPosition = Math.max(-1, ...held.map((card) => card.position)) + 1
  const issued = snapshot.cards.map(({ cardId, relation, personId, face, hospitalText }): WalletCard => {
    const before = held.find((card) => card.cardId === cardId)
    const declared = held.find((card) => isReplacedBy(card, face))
    const predecessor = before ?? declared
    const outdated = before?.credential && JSON.stringify(before.face) !== JSON.stringify(face)
    return {
      cardId,
      origin: 'issued',
      ...(predecessor?.label !== undefined && { label: predecessor.label }),
      relation,
      ...(personId !== undefined && { personId }),
      ...(specimen && { specimen }),
      face,
      hospitalText,
      hospitalCode:
        before?.hospitalText === hospitalText && before.hospitalCode
          ? before.hospitalCode
          : renderQr(hospitalText),
      ...(before?.credential && {
        credential: before.credential,
        credentialIssuedAt: before.credentialIssuedAt ?? 0,
        credentialExpiresAt: before.credentialExpiresAt ?? 0,
      }),
      ...((outdated || before?.credentialOutdated) && { credentialOutdated: true }),
      position: predecessor?.position ?? nextPosition++,
      updatedAt: now,
      desksVerify: snapshot.desksVerify,
    }
  })
  const declared = held.filter((card) => !issued.some(({ face }) => isReplacedBy(card, face)))
  return [...issued, ...declared.filter((card) => card.origin === 'self-declared')]
}

function isReplacedBy(card: WalletCard, face: CardFace): boolean {
  return card.origin === 'self-declared' && isSameNumber(card.face, face)
}
