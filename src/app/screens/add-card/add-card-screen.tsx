import { SubPage } from '../../components/sub-page.tsx'
import { scanTexts, tScan } from '../../texts/scan-texts.ts'
import '../scan/scan.css'
import { WalletCards } from './wallet-cards.tsx'

/** Ways to add a card without the insurer, and the cards that are there. */
export function AddCardScreen() {
  scanTexts.use()
  return (
    <SubPage title={tScan('add.title')}>
      <div class="act">
        <a class="primary" href="/quet">
          {tScan('add.scan')}
        </a>
        <p class="small">{tScan('add.scanHelp')}</p>
        <a class="plain" href="/them-the/nhap-tay">
          {tScan('add.manual')}
        </a>
        <p class="small">{tScan('add.manualHelp')}</p>
      </div>
      <WalletCards />
    </SubPage>
  )
}
