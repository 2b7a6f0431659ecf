import type { AppRoute } from '../../../core/api/app-routes.ts'
import { coverTexts } from '../../cover-texts.ts'
import { CoverScreen } from './cover-screen.tsx'

/** What the card covers, reminders, the extract and reports: loaded together, with texts of their own. */
export function CoverScreens({ route: _ }: { route: AppRoute }) {
  coverTexts.use()
  return <CoverScreen />
}
