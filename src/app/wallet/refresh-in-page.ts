import { renderQr } from '../../card-view/qr-matrix.ts'
import type { RefreshOutcome } from '../../core/snapshot/refresh-outcome.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { findReadyPlace } from '../../wallet/cards/ready-page.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { refreshWallet } from '../../wallet/refresh/refresh-wallet.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import { askForReadyPage } from '../service-worker/registration.ts'
import { readShippedTrustList } from './bundled-trust-list.ts'

/** The refresh in the page itself: at the first visit, and in browsers that allow no service worker. */
export async function refreshInPage(
  db: WalletDatabase,
  { force }: { force: boolean },
): Promise<RefreshOutcome> {
  const inputs = {
    db,
    issuer,
    roots: readBuiltInRoots(),
    readShippedTrustList,
    caches: findReadyPlace(),
    renderQr,
    // The caller reads the wallet when the refresh is over.
    onChange: () => {},
  }
  const outcome = await refreshWallet(inputs, { force })
  // What the page has put there shows nothing by itself.
  await askForReadyPage()
  return outcome
}
