import type { ComponentChildren } from 'preact'
import { Icon } from '../../card-view/icon.tsx'
import type { AppRoute } from '../../core/api/app-routes.ts'
import { readBuiltInRoots } from '../../wallet/refresh/root-keys.ts'
import { useApp } from '../app-state.ts'
import { tUi } from '../texts/ui-texts.ts'
import '../styles/account.css'
import '../../ui/styles/screens.css'
import { LanguageChoice } from './language-choice.tsx'

/**
 * The frame of the screens that are there before a sign-in: no bar of places, since there may be nothing in
 * them yet.
 */
export function EntryPage({
  up,
  isOpening = false,
  children,
}: {
  up?: AppRoute | undefined
  /** What the screen shows is still being read: its end would jump when it comes. */
  isOpening?: boolean
  children: ComponentChildren
}) {
  const { t } = useApp()
  return (
    <main id="main" class="entry" tabIndex={-1}>
      <header class="entry-top">
        <p class="app-name">{t('app.name')}</p>
        <LanguageChoice />
      </header>
      {up && (
        <a class="up" href={up}>
          <Icon name="back" />
          {tUi('action.back')}
        </a>
      )}
      {isOpening ? (
        <p class="loading-state">{t('app.opening')}</p>
      ) : (
        <>
          {children}
          <footer class="small">
            <p>{tUi('signIn.supplement')}</p>
            {readBuiltInRoots().some((root) => root.demo) && <p>{tUi('signIn.demo')}</p>}
          </footer>
        </>
      )}
    </main>
  )
}
