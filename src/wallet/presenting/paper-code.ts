import { paperCodeEndpoints } from '../../core/api/paper-code-contract.ts'
import type { PasskeyAnswer } from '../../core/api/passkey-contract.ts'
import { type IssuerConnection, request } from '../../core/api/request.ts'
import { AppError } from '../../core/app-error.ts'
import { fromBase64Url } from '../../core/bytes.ts'
import { CARD_CREDENTIAL } from '../../core/credential/card-credential.ts'
import { verifyIssuerSigned } from '../../core/credential/issuer-signed.ts'
import { writeWalletCode } from '../../core/credential/qr-text.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import type { WalletCard } from '../cards/wallet-card.ts'

/** What the person proves to be there by. */
export type PaperCodeProof = { readonly password: string } | { readonly passkey: PasskeyAnswer }

/** The QR text of a code for print, and until when it is good (Unix seconds). */
export type PaperCode = { readonly text: string; readonly expiresAt: number }

/**
 * Asks the issuer for the code of a card that is bound to no device, with the person's password or passkey.
 * What comes back is verified before it is returned: signature, no holder key, this card, and the specimen
 * mark where the trust list demands it. Nothing of it is stored.
 * @throws AppError of the issuer or the network, or `answer_unverifiable`
 */
export async function fetchPaperCode(
  issuer: IssuerConnection,
  { cardId, face }: Pick<WalletCard, 'cardId' | 'face'>,
  proof: PaperCodeProof,
  trustList: TrustList,
): Promise<PaperCode> {
  const body = { cardId, ...proof }
  const answer = await request(issuer, paperCodeEndpoints.issuePaperCode, { body })
  const credential = fromBase64Url(answer.credential)
  if (!credential.ok) throw new AppError('answer_malformed')
  const context = { trustList, now: issuer.now() }
  const claims = await verifyIssuerSigned(CARD_CREDENTIAL, credential.value, context)
  const isOurs =
    claims.ok &&
    claims.value.holderKey === undefined &&
    claims.value.face.bhytNumber === face.bhytNumber &&
    claims.value.specimen === trustList.specimen
  if (!isOurs) throw new AppError('answer_unverifiable')
  return { text: writeWalletCode(credential.value), expiresAt: claims.value.expiresAt }
}
