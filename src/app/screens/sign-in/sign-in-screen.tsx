import { useState } from 'preact/hooks'
import { useApp } from '../../app-state.ts'
import { findEnvironment } from '../../browser/environment.ts'
import { EntryPage } from '../../components/entry-page.tsx'
import { InAppNotice } from './in-app-notice.tsx'
import { IosGuide } from './ios-guide.tsx'
import { SignInFlow } from './sign-in-flow.tsx'

/**
 * The way into the app. What decides whether the wallet will last comes first: the right browser, and on iOS
 * the home screen, whose app has a storage of its own. Both can be skipped.
 */
export function SignInScreen() {
  const { summary } = useApp()
  const { inApp, ios, installed } = findEnvironment()
  const [skipped, setSkipped] = useState({ inApp: false, ios: false })
  const asksBrowser = inApp !== undefined && !skipped.inApp
  const asksHomeScreen = !asksBrowser && ios && !installed && inApp === undefined && !skipped.ios
  return (
    <EntryPage up={summary.cards.length > 0 ? '/' : undefined}>
      {asksBrowser && (
        <InAppNotice app={inApp} ios={ios} onSkip={() => setSkipped({ ...skipped, inApp: true })} />
      )}
      {asksHomeScreen && <IosGuide onSkip={() => setSkipped({ ...skipped, ios: true })} />}
      {!asksBrowser && !asksHomeScreen && <SignInFlow />}
    </EntryPage>
  )
}
