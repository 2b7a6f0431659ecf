import { useState } from 'preact/hooks'
import { useApp } from '../../app-state.ts'
import { InstallOffer } from '../../browser/install-offer.tsx'
import { LanguageChoice } from '../../components/language-choice.tsx'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { OutboxList } from '../../outbox/outbox-list.tsx'
import { UpdateOffer } from '../../service-worker/update-offer.tsx'
import { accountTexts } from '../../texts/account-texts.ts'
import { appTexts, say } from '../../texts/app-texts.ts'

const LeaveDialog = lazyScreen({
  offline: 'install',
  texts: [appTexts, accountTexts],
  load: async () => (await import('../sign-out/sign-out-dialog.tsx')).LeaveDialog,
})

/** Settings and help; only what works. */
export function ServicesScreen() {
  const { face } = useApp()
  const [leaving, setLeaving] = useState<'account' | 'device'>()
  const hasAccount = face.signedIn || face.cards.some((card) => card.origin === 'issued')
  return (
    <SubPage title={say('services.title')}>
      <UpdateOffer />
      <OutboxList />
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
          <a href="/tien-ich/quyen-loi">
            {say('services.cover')}
            <span class="small">{say('services.coverHint')}</span>
          </a>
        </li>
        <li>
          <a href="/tien-ich/trich-luc">
            {say('services.extract')}
            <span class="small">{say('services.extractHint')}</span>
          </a>
        </li>
        <li>
          <a href="/tien-ich/nhac">
            {say('services.remind')}
            <span class="small">{say('services.remindHint')}</span>
          </a>
        </li>
        {hasAccount && (
          <li>
            <a href="/tien-ich/bao-sai">
              {say('services.report')}
              <span class="small">{say('services.reportHint')}</span>
            </a>
          </li>
        )}
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
        {!face.signedIn && (
          <li>
            <a href="/dang-ky">{say('services.register')}</a>
          </li>
        )}
      </ul>
      {face.signedIn && (
        <section aria-labelledby="account-title">
          <h2 id="account-title">{say('services.accountGroup')}</h2>
          <ul class="entries">
            <li>
              <a href="/tien-ich/tai-khoan">
                {say('services.account')}
                <span class="small">{say('services.accountHint')}</span>
              </a>
            </li>
            <li>
              <a href="/tien-ich/may">{say('services.devices')}</a>
            </li>
            <li>
              <a href="/tien-ich/mat-khau">{say('services.password')}</a>
            </li>
            <li>
              <a href="/tien-ich/van-tay">{say('services.passkeys')}</a>
            </li>
          </ul>
        </section>
      )}
      <div class="leaving">
        {hasAccount && (
          <button type="button" class="plain danger" onClick={() => setLeaving('account')}>
            {say('services.signOut')}
          </button>
        )}
        <button type="button" class="plain danger" onClick={() => setLeaving('device')}>
          {say('services.erase')}
        </button>
      </div>
      <p class="small">{say('services.about')}</p>
      {leaving && <LeaveDialog isWhole={leaving === 'device'} onClose={() => setLeaving(undefined)} />}
    </SubPage>
  )
}
