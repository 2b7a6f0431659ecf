import { useState } from 'preact/hooks'
import { useApp } from '../../app-state.ts'
import { InstallOffer } from '../../browser/install-offer.tsx'
import { LanguageChoice } from '../../components/language-choice.tsx'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { OutboxList } from '../../outbox/outbox-list.tsx'
import { UpdateOffer } from '../../service-worker/update-offer.tsx'
import { accountTexts } from '../../texts/account-texts.ts'
import { appTexts, tApp } from '../../texts/app-texts.ts'
import { tUi, uiTexts } from '../../texts/ui-texts.ts'

const SignOutDialog = lazyScreen({
  offline: 'install',
  texts: [uiTexts, appTexts, accountTexts],
  load: async () => (await import('../sign-out/sign-out-dialog.tsx')).SignOutDialog,
})

/** Settings and help; only what works. */
export function ServicesScreen() {
  const { summary } = useApp()
  const [signingOut, setSigningOut] = useState<'account' | 'device'>()
  const hasAccount = summary.signedIn || summary.cards.some((card) => card.origin === 'issued')
  return (
    <SubPage title={tApp('services.title')}>
      <UpdateOffer />
      <OutboxList />
      <InstallOffer />
      <LanguageChoice />
      <ul class="entries">
        {hasAccount && (
          <li>
            <a href="/tien-ich/thong-bao">{tApp('services.inbox')}</a>
          </li>
        )}
        <li>
          <a href="/them-the">
            {tApp('services.cards')}
            <span class="small">{tApp('services.cardsHint')}</span>
          </a>
        </li>
        <li>
          <a href="/tien-ich/quyen-loi">
            {tApp('services.cover')}
            <span class="small">{tApp('services.coverHint')}</span>
          </a>
        </li>
        <li>
          <a href="/tien-ich/tra-cuu">
            {tApp('services.lookup')}
            <span class="small">{tApp('services.lookupHint')}</span>
          </a>
        </li>
        <li>
          <a href="/tien-ich/trich-luc">
            {tApp('services.extract')}
            <span class="small">{tApp('services.extractHint')}</span>
          </a>
        </li>
        {hasAccount && (
          <li>
            <a href="/tien-ich/in-qr">
              {tApp('services.paper')}
              <span class="small">{tApp('services.paperHint')}</span>
            </a>
          </li>
        )}
        <li>
          <a href="/tien-ich/nhac">
            {tApp('services.remind')}
            <span class="small">{tApp('services.remindHint')}</span>
          </a>
        </li>
        {hasAccount && (
          <li>
            <a href="/tien-ich/bao-sai">
              {tApp('services.report')}
              <span class="small">{tApp('services.reportHint')}</span>
            </a>
          </li>
        )}
        {hasAccount && (
          <li>
            <a href="/tien-ich/da-dua-the">
              {tApp('services.shown')}
              <span class="small">{tApp('services.shownHint')}</span>
            </a>
          </li>
        )}
        <li>
          <a href="/tien-ich/san-sang">
            {tApp('services.readiness')}
            <span class="small">{tApp('services.readinessHint')}</span>
          </a>
        </li>
        <li>
          <a href="/tien-ich/khong-mang">
            {tApp('services.offline')}
            <span class="small">{tApp('services.offlineHint')}</span>
          </a>
        </li>
        <li>
          <a href="tel:19009068">
            {tApp('services.hotline')}
            <span class="small">{tApp('services.hotlineHint')}</span>
          </a>
        </li>
        {!summary.signedIn && (
          <li>
            <a href="/dang-nhap">{tUi('services.signIn')}</a>
          </li>
        )}
        {!summary.signedIn && (
          <li>
            <a href="/dang-ky">{tApp('services.register')}</a>
          </li>
        )}
      </ul>
      {summary.signedIn && (
        <section aria-labelledby="account-title">
          <h2 id="account-title">{tApp('services.accountGroup')}</h2>
          <ul class="entries">
            <li>
              <a href="/tien-ich/tai-khoan">
                {tApp('services.account')}
                <span class="small">{tApp('services.accountHint')}</span>
              </a>
            </li>
            <li>
              <a href="/tien-ich/may">{tApp('services.devices')}</a>
            </li>
            <li>
              <a href="/tien-ich/mat-khau">{tApp('services.password')}</a>
            </li>
            <li>
              <a href="/tien-ich/van-tay">{tApp('services.passkeys')}</a>
            </li>
          </ul>
        </section>
      )}
      <div class="leaving">
        {hasAccount && (
          <button type="button" class="plain danger" onClick={() => setSigningOut('account')}>
            {tApp('services.signOut')}
          </button>
        )}
        <button type="button" class="plain danger" onClick={() => setSigningOut('device')}>
          {tApp('services.erase')}
        </button>
      </div>
      <p class="small">{tApp('services.about')}</p>
      {signingOut && (
        <SignOutDialog isWhole={signingOut === 'device'} onClose={() => setSigningOut(undefined)} />
      )}
    </SubPage>
  )
}
