import { useState } from 'preact/hooks'
import { Icon } from '../../../card-view/icon.tsx'
import { readBuiltInRoots } from '../../../wallet/root-keys.ts'
import { useApp } from '../../app-context.ts'
import { say } from '../../app-texts.ts'
import { LanguageChoice } from '../../components/language-choice.tsx'
import { findSurroundings } from '../../surroundings.ts'
import '../../styles/screens.css'
import { InAppNotice } from './in-app-notice.tsx'
import { IosGuide } from './ios-guide.tsx'
import { SignInForm } from './sign-in-form.tsx'

/**
 * The way into the app. What decides whether the wallet will last comes first: the right browser, and on iOS the home screen,
 * whose app has a storage of its own. Both can be skipped.
 */
export function SignInScreen() {
  const { t, face } = useApp()
  const { inApp, ios, installed } = findSurroundings()
  const [skipped, setSkipped] = useState({ inApp: false, ios: false })
  const asksBrowser = inApp !== undefined && !skipped.inApp
  const asksHomeScreen = !asksBrowser && ios && !installed && inApp === undefined && !skipped.ios
  return (
    <main id="main" class="entry" tabIndex={-1}>
      <header class="entry-top">
        <p class="app-name">{t('app.name')}</p>
        <LanguageChoice />
      </header>
      {face.cards.length > 0 && (
        <a class="up" href="/">
          <Icon name="back" />
          {say('action.back')}
        </a>
      )}
      {asksBrowser && (
        <InAppNotice app={inApp} ios={ios} onSkip={() => setSkipped({ ...skipped, inApp: true })} />
      )}
      {asksHomeScreen && <IosGuide onSkip={() => setSkipped({ ...skipped, ios: true })} />}
      {!asksBrowser && !asksHomeScreen && <SignInForm />}
      <p class="without">
        <a href="/them-the">{say('signIn.without')}</a>
      </p>
      <footer class="small">
        <p>{say('signIn.supplement')}</p>
        {readBuiltInRoots().some((root) => root.demo) && <p>{say('signIn.demo')}</p>}
      </footer>
    </main>
  )
}
