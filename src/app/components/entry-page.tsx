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
export function EntryPage({ up, children }: { up?: AppRoute | undefined; children: ComponentChildren }) {
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
      {children}
      <footer class="small">
        <p>{tUi('signIn.supplement')}</p>
        {readBuiltInRoots().some((root) => root.demo) && <p>{tUi('signIn.demo')}</p>}
      </footer>
    </main>
  )
}
