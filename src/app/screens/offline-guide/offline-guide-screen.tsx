import { SubPage } from '../../components/sub-page.tsx'
import { tApp } from '../../texts/app-texts.ts'

/** How to use the card without a network, in four steps, and what the law says. */
export function OfflineGuideScreen() {
  return (
    <SubPage title={tApp('offline.title')} up="/tien-ich">
      <p>{tApp('offline.lead')}</p>
      <ol class="steps">
        <li>{tApp('offline.open')}</li>
        <li>{tApp('offline.show')}</li>
        <li>{tApp('offline.number')}</li>
        <li>{tApp('offline.paper')}</li>
      </ol>
      <p>{tApp('offline.renew')}</p>
      <p>{tApp('offline.law')}</p>
    </SubPage>
  )
}
