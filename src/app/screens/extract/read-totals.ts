import { renderQr } from '../../../card-view/qr-matrix.ts'
import type { RenderedCode } from '../../../core/card/card-code.ts'
import { writeWalletCode } from '../../../core/credential/qr-text.ts'
import { type Totals, verifyTotalsToken } from '../../../core/snapshot/totals-token.ts'
import type { WalletDatabase } from '../../../wallet/database/wallet-database.ts'
import type { History } from '../../../wallet/history/load-history.ts'
import { readBuiltInRoots } from '../../../wallet/refresh/root-keys.ts'
import { readHeldTrustList } from '../../../wallet/refresh/trust-store.ts'
import { readShippedTrustList } from '../../wallet/bundled-trust-list.ts'

/** The totals as the issuer signed them, and their code. */
export type SignedTotals = { readonly totals: Totals; readonly code: RenderedCode }

/**
 * The signed totals of a history, if they verify now (Unix seconds) with what is on this device: what is
 * printed as covered by the code is read out of it, so that the two cannot differ.
 * @throws AppError of the database
 */
export async function readTotals(
  db: WalletDatabase,
  { totalsToken }: History,
  now: number,
): Promise<SignedTotals | undefined> {
  const shipped = () => readShippedTrustList().catch(() => undefined)
  const roots = readBuiltInRoots()
  const trustList = await readHeldTrustList({ db, roots, readShippedTrustList: shipped }, now)
  const verified = trustList && (await verifyTotalsToken(totalsToken, { trustList, now }))
  if (!verified?.ok) return undefined
  return { totals: verified.value, code: renderQr(writeWalletCode(totalsToken)) }
}
