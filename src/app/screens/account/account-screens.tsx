import type { AppRoute } from '../../../core/api/app-routes.ts'
import { accountTexts } from '../../texts/account-texts.ts'
import '../../styles/account.css'
import { DevicesScreen } from './devices-screen.tsx'
import { PasskeysScreen } from './passkeys-screen.tsx'
import { PasswordScreen } from './password-screen.tsx'
import { PersonalScreen } from './personal-screen.tsx'

/** The screens about one's own account. */
export function AccountScreens({ route }: { route: AppRoute }) {
  accountTexts.use()
  // Wards are chosen with the words of scanning.
  if (route === '/tien-ich/may') return <DevicesScreen />
  if (route === '/tien-ich/mat-khau') return <PasswordScreen />
  if (route === '/tien-ich/van-tay') return <PasskeysScreen />
  return <PersonalScreen />
}
