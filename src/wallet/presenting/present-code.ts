import type { Bytes } from '../../core/bytes.ts'
import { signerOf } from '../../core/cose/p256.ts'
import { DESK_AUDIENCE } from '../../core/credential/desk.ts'
import { issueKeyBindingToken } from '../../core/credential/key-binding.ts'
import { writeWalletCode } from '../../core/credential/qr-text.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { openWallet } from '../cards/read-wallet.ts'
import type { WalletCard } from '../cards/wallet-card.ts'
import { readWalletTime } from '../cards/wallet-time.ts'
import type { StoredHolderKey } from '../database/stores.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'

export type NoLiveCode = 'no_key' | 'expired' | 'no_credential' | 'clock'

/** The code as QR text, and the moment (Unix seconds) that it says it was made. */
export type LiveCode = { text: string; issuedAt: number }

/**
 * Whom a code is for: the audience of one desk or of a poster. A desk's own code brings its nonce; an answer
 * with it needs no clock.
 */
export type CodeAddressee = { readonly audience: string; readonly nonce?: Bytes }

/**
 * Signs a key-binding token over a card's credential with its holder key, now (Unix seconds), for any
 * desk or for the one that asked. The moment is never before the credential's own. Whether the device's clock
 * is good for it is the caller's to say: an answer to a desk's code needs no clock, and states a moment
 * within the credential's life whatever the clock says.
 */
export async function signLiveCode(
  card: WalletCard,
  holderKey: StoredHolderKey | undefined,
  now: number,
  to?: CodeAddressee,
): Promise<Result<LiveCode, NoLiveCode>> {
  if (!card.credential) return err('no_credential')
  if (!holderKey) return err('no_key')
  const [start, end] = [card.credentialIssuedAt ?? 0, card.credentialExpiresAt ?? 0]
  const moment = Math.max(now, start)
  const issuedAt = to?.nonce ? Math.min(moment, end - 1) : moment
  if (issuedAt >= end) return err('expired')
  const token = await issueKeyBindingToken({
    credential: card.credential,
    audience: DESK_AUDIENCE,
    ...to,
    issuedAt,
    sign: signerOf(holderKey.privateKey),
  })
  return ok({ text: writeWalletCode(token), issuedAt })
}

/**
 * A fresh live code for a card at `now`, the device's clock in Unix seconds, for any desk or for the one that
 * asked.
 * `isDoubtful`: the clock was set while the page lived.
 * @throws AppError of the database
 */
export async function presentLiveCode(
  db: WalletDatabase,
  cardId: string,
  device: number,
  { to, isDoubtful = false }: { to?: CodeAddressee; isDoubtful?: boolean } = {},
): Promise<Result<LiveCode, NoLiveCode>> {
  const { cards, holderKeys, summary } = await openWallet(db)
  const card = cards.find((candidate) => candidate.cardId === cardId)
  if (!card) return err('no_credential')
  const { now, isBehind } = readWalletTime(summary, device)
  if (!to?.nonce && (isBehind || isDoubtful)) return err('clock')
  return signLiveCode(
    card,
    holderKeys.find((key) => key.cardId === cardId),
    now,
    to,
  )
}
