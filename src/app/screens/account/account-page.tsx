import type { ComponentChildren } from 'preact'
import { useApp } from '../../app-state.ts'
import { SubPage } from '../../components/sub-page.tsx'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { tAccount } from '../../texts/account-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import type { Answered } from './use-answer.ts'

type AccountPageProps<T> = {
  title: string
  answered: Answered<T>
  reload: () => Promise<void>
  /** What is known without asking. */
  offline?: ComponentChildren
  children: (value: T) => ComponentChildren
}

/** A screen about the account: for whoever is signed in, with a network; and what stands there otherwise. */
export function AccountPage<T>({ title, answered, reload, offline, children }: AccountPageProps<T>) {
  const { summary, online } = useApp()
  if (!summary.signedIn) {
    return (
      <SubPage title={title} up="/tien-ich">
        <p>{tAccount('account.signedOut')}</p>
        <a class="primary" href="/dang-nhap">
          {tUi('services.signIn')}
        </a>
      </SubPage>
    )
  }
  return (
    <SubPage title={title} up="/tien-ich">
      {!online && answered.state !== 'ready' && (
        <p class="notice" role="status">
          {tAccount(offline ? 'account.offline' : 'account.offlineAction')}
        </p>
      )}
      {answered.state !== 'ready' && offline}
      {online && answered.state === 'loading' && (
        <>
          <p role="status" class="unseen">
            {tAccount('account.loading')}
          </p>
          {!offline && (
            <div class="skeleton" aria-hidden="true">
              <span />
              <span />
            </div>
          )}
        </>
      )}
      {online && answered.state === 'failed' && (
        <>
          <ActionErrorText error={answered.error} />
          <button type="button" class="plain" onClick={() => void reload()}>
            {tAccount('account.retry')}
          </button>
        </>
      )}
      {answered.state === 'ready' && children(answered.value)}
    </SubPage>
  )
}
