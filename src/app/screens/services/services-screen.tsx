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
import { uiTexts } from '../../texts/ui-texts.ts'
import { type Destination, destinationGroups } from './destinations.ts'

const SignOutDialog = lazyScreen({
  offline: 'install',
  texts: [uiTexts, appTexts, accountTexts],
  load: async () => (await import('../sign-out/sign-out-dialog.tsx')).SignOutDialog,
})

const DraftsInHand = lazyScreen({
  offline: 'later',
  texts: [],
  load: async () => (await import('../service/lazy-service-screens.tsx')).LazyDraftsInHand,
})

/** Settings and help; only what works. */
export function ServicesScreen() {
  const { summary } = useApp()
  const [signingOut, setSigningOut] = useState<'account' | 'device'>()
  const hasAccount = summary.signedIn || summary.cards.some((card) => card.origin === 'issued')
  const is = { account: hasAccount, signedIn: summary.signedIn, signedOut: !summary.signedIn }
  return (
    <SubPage title={tApp('services.title')}>
      <UpdateOffer />
      <OutboxList />
      <DraftsInHand />
      <InstallOffer />
      <LanguageChoice />
      {destinationGroups.map(({ title, entries }, index) => (
        <DestinationGroup
          key={title}
          id={`services-${index}`}
          title={title}
          entries={entries.filter(({ only }) => only === undefined || is[only])}
        />
      ))}
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

type DestinationGroupProps = {
  id: string
  title: (typeof destinationGroups)[number]['title']
  entries: readonly Destination[]
}

function DestinationGroup({ id, title, entries }: DestinationGroupProps) {
  if (entries.length === 0) return null
  return (
    <section aria-labelledby={title && id}>
      {title && <h2 id={id}>{tApp(title)}</h2>}
      <ul class="entries">
        {entries.map(({ to, title, hint }) => (
          <li key={to}>
            <a href={to}>
              {tApp(title)}
              {hint && <span class="small">{tApp(hint)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
