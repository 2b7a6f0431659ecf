import { SubPage } from '../../components/sub-page.tsx'
import { tScan } from '../../texts/scan-texts.ts'

/** The card is in the wallet: that, and where to go now. */
export function CardSaved({ name }: { name: string }) {
  return (
    <SubPage title={tScan('add.title')}>
      <p class="verdict good" role="status">
        {tScan('add.saved', { name })}
      </p>
      <p>{tScan('add.selfDeclaredHelp')}</p>
      <div class="act">
        <a class="primary" href="/">
          {tScan('add.showCard')}
        </a>
        <a class="plain" href="/them-the">
          {tScan('mine.title')}
        </a>
      </div>
    </SubPage>
  )
}
