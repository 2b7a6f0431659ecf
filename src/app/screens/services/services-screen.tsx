import { useState } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { say } from '../../app-texts.ts'
import { InstallOffer } from '../../components/install-offer.tsx'
import { LanguageChoice } from '../../components/language-choice.tsx'
import { SubPage } from '../../components/sub-page.tsx'
import { UpdateOffer } from '../../components/update-offer.tsx'
import { SignOutDialog } from './sign-out-dialog.tsx'

/** Settings and help; only what works. */
export function ServicesScreen() {
  const { face } = useApp()
  const [asking, setAsking] = useState(false)
  return (
    <SubPage title={say('services.title')}>
      <UpdateOffer />
      <InstallOffer />
      <LanguageChoice />
      <ul class="entries">
        <li>
          <a href="/them-the">
            {say('services.cards')}
            <span class="small">{say('services.cardsHint')}</span>
          </a>
        </li>
        <li>
          <a href="/tien-ich/san-sang">
            {say('services.readiness')}
            <span class="small">{say('services.readinessHint')}</span>
          </a>
        </li>
        <li>
          <a href="/tien-ich/khong-mang">
            {say('services.offline')}
            <span class="small">{say('services.offlineHint')}</span>
          </a>
        </li>
        <li>
          <a href="tel:19009068">
            {say('services.hotline')}
            <span class="small">{say('services.hotlineHint')}</span>
          </a>
        </li>
        {!face.signedIn && (
          <li>
            <a href="/dang-nhap">{say('services.signIn')}</a>
          </li>
        )}
      </ul>
      {(face.signedIn || face.cards.length > 0) && (
        <button type="button" class="plain danger" onClick={() => setAsking(true)}>
          {say('services.signOut')}
        </button>
      )}
      <p class="small">{say('services.about')}</p>
      {asking && <SignOutDialog onClose={() => setAsking(false)} />}
    </SubPage>
  )
}
