import { SubPage } from '../../components/sub-page.tsx'
import { sayScan } from '../../texts/scan-texts.ts'

/** The card is in the wallet: that, and where to go now. */
export function CardSaved({ name }: { name: string }) {
  return (
    <SubPage title={sayScan('add.title')}>
      <p class="verdict good" role="status">
        {sayScan('add.saved', { name })}
      </p>
      <p>{sayScan('add.selfDeclaredHelp')}</p>
      <div class="act">
        <a class="primary" href="/">
          {sayScan('add.showCard')}
        </a>
        <a class="plain" href="/them-the">
          {sayScan('mine.title')}
        </a>
      </div>
    </SubPage>
  )
}
