import { SubPage } from '../../components/sub-page.tsx'
import { sayScan, scanTexts } from '../../texts/scan-texts.ts'
import '../scan/scan.css'
import { WalletCards } from './wallet-cards.tsx'

/** Ways to add a card without the insurer, and the cards that are there. */
export function AddCardScreen() {
  scanTexts.use()
  return (
    <SubPage title={sayScan('add.title')}>
      <div class="act">
        <a class="primary" href="/quet">
          {sayScan('add.scan')}
        </a>
        <p class="small">{sayScan('add.scanHelp')}</p>
        <a class="plain" href="/them-the/nhap-tay">
          {sayScan('add.manual')}
        </a>
        <p class="small">{sayScan('add.manualHelp')}</p>
      </div>
      <WalletCards />
    </SubPage>
  )
}
