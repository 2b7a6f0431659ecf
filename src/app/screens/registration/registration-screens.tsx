import { useEffect } from 'preact/hooks'
import type { AppRoute } from '../../../core/api/app-routes.ts'
import { useApp } from '../../app-context.ts'
import { EntryPage } from '../../components/entry-page.tsx'
import { registrationTexts, sayRegistration } from '../../registration-texts.ts'
import { useScanTexts } from '../scan/scan-texts.ts'
import '../scan/scan.css'
import { FileScreen } from './file-screen.tsx'
import './registration.css'
import { RegistrationScreen } from './registration-screen.tsx'

/** Registering, and asking how far a declaration is: screens of people who have no account yet. */
export function RegistrationScreens({ route }: { route: AppRoute }) {
  registrationTexts.use()
  useScanTexts()
  const { t } = useApp()
  const isFile = route === '/dang-ky/ho-so'
  const title = sayRegistration(isFile ? 'file.title' : 'registration.title')
  useEffect(() => {
    document.title = `${title} – ${t('app.name')}`
  }, [title, t])
  return (
    <EntryPage {...(isFile && { up: '/dang-ky' as const })}>
      <div class="registration">{isFile ? <FileScreen /> : <RegistrationScreen />}</div>
    </EntryPage>
  )
}
