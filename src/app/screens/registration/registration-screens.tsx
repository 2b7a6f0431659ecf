import { useEffect } from 'preact/hooks'
import type { AppRoute } from '../../../core/api/app-routes.ts'
import { loadAddressBook } from '../../addresses/load-address-book.ts'
import { useApp } from '../../app-state.ts'
import { EntryPage } from '../../components/entry-page.tsx'
import { useOutbox } from '../../outbox/outbox-list.tsx'
import { registrationTexts, tRegistration } from '../../texts/registration-texts.ts'
import { scanTexts } from '../../texts/scan-texts.ts'
import '../scan/scan.css'
import { FileScreen } from './filing/file-screen.tsx'
import './registration.css'
import { RegistrationScreen } from './registration-screen.tsx'
import { loadOffices } from './use-offices.ts'

export { MyNumber } from './pages/my-number.tsx'

/** Registering, and asking how far a declaration is: screens of people who have no account yet. */
export function RegistrationScreens({ route }: { route: AppRoute }) {
  registrationTexts.use()
  scanTexts.use()
  const { db, t } = useApp()
  const outbox = useOutbox()
  // The tables that later pages need, in case the network goes meanwhile.
  useEffect(() => void Promise.all([loadOffices(), loadAddressBook()]), [])
  const isFile = route === '/dang-ky/ho-so'
  const title = tRegistration(isFile ? 'file.title' : 'registration.title')
  useEffect(() => {
    document.title = `${title} – ${t('app.name')}`
  }, [title, t])
  return (
    <EntryPage
      isOpening={!isFile && db !== undefined && !outbox}
      {...(isFile && { up: '/dang-ky' as const })}
    >
      <div class="registration">{isFile ? <FileScreen /> : <RegistrationScreen outbox={outbox ?? []} />}</div>
    </EntryPage>
  )
}
