import type { AppRoute } from '../../../core/api/app-routes.ts'
import { accountTexts } from '../../texts/account-texts.ts'
import { RecoveryScreen } from '../recovery/recovery-screen.tsx'
import { LostDeviceScreen } from './lost-device-screen.tsx'
import { SignInScreen } from './sign-in-screen.tsx'
import { VneidReturnScreen } from './vneid-return-screen.tsx'

/** The screens that lead into the app. */
export function EntryScreen({ route }: { route: AppRoute }) {
  accountTexts.use()
  if (route === '/dang-nhap/vneid') return <VneidReturnScreen />
  if (route === '/quen-mat-khau') return <RecoveryScreen />
  if (route === '/mat-may') return <LostDeviceScreen />
  return <SignInScreen />
}
