import type { Bytes } from '../../core/bytes.ts'
import { signerOf } from '../../core/cose/p256.ts'
import { DESK_AUDIENCE, type DeskCode, writeDeskAudience } from '../../core/credential/desk.ts'
import { issueKeyBindingToken } from '../../core/credential/key-binding.ts'
import { writeWalletCode } from '../../core/credential/qr-text.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { openWallet } from '../cards/read-wallet.ts'
import type { WalletCard } from '../cards/wallet-card.ts'
import type { StoredHolderKey } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

export type NoLiveCode = 'no_key' | 'expired' | 'no_credential'

/** The code as QR text, and the moment (Unix seconds) that it says it was made. */
export type LiveCode = { text: string; issuedAt: number }

/**
 * Signs a key-binding token over a card's credential with its holder key, now (Unix seconds), or as the answer to a desk's
 * code. The moment is never before the credential's own, even if the phone's clock runs behind.
 */
export async function signLiveCode(
  card: WalletCard,
  holderKey: StoredHolderKey | undefined,
  now: number,
  desk?: DeskCode,
): Promise<Result<LiveCode, NoLiveCode>> {
  if (!card.credential) return err('no_credential')
  if (!holderKey) return err('no_key')
  const issuedAt = Math.max(now, card.credentialIssuedAt ?? 0)
  if (issuedAt >= (card.credentialExpiresAt ?? 0)) return err('expired')
  const token = await issueKeyBindingToken({
    credential: card.credential,
    audience: desk ? writeDeskAudience(desk.facilityCode) : DESK_AUDIENCE,
    issuedAt,
    ...(desk && { nonce: desk.nonce }),
    sign: signerOf(holderKey.privateKey),
  })
  return ok({ text: writeWalletCode(token), issuedAt })
}

/**
 * A fresh live code for a card.
 * @throws AppError of the database
 */
export async function presentLiveCode(
  db: WalletDatabase,
  cardId: string,
  now: number,
  desk?: DeskCode,
): Promise<Result<LiveCode, NoLiveCode>> {
  const { cards, holderKeys } = await openWallet(db)
  const card = cards.find((candidate) => candidate.cardId === cardId)
  if (!card) return err('no_credential')
  return signLiveCode(
    card,
    holderKeys.find((key) => key.cardId === cardId),
    now,
    desk,
  )
}

/** The QR text of the code for print: a bearer credential, bound to no device. */
export function presentBearerCode(card: { paperCredential: Bytes }): string {
  return writeWalletCode(card.paperCredential)
}
