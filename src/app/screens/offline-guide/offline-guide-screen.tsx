import { SubPage } from '../../components/sub-page.tsx'
import { say } from '../../texts/app-texts.ts'

/** How to use the card without a network, in four steps, and what the law says. */
export function OfflineGuideScreen() {
  return (
    <SubPage title={say('offline.title')} up="/tien-ich">
      <p>{say('offline.lead')}</p>
      <ol class="steps">
        <li>{say('offline.open')}</li>
        <li>{say('offline.show')}</li>
        <li>{say('offline.number')}</li>
        <li>{say('offline.paper')}</li>
      </ol>
      <p>{say('offline.renew')}</p>
      <p>{say('offline.law')}</p>
    </SubPage>
  )
}
