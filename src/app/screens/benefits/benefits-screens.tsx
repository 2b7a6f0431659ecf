import type { AppRoute } from '../../../core/api/app-routes.ts'
import { benefitsTexts } from '../../texts/benefits-texts.ts'
import { historyTexts } from '../../texts/history-texts.ts'
import { ExtractScreen } from '../extract/extract-screen.tsx'
import { RemindersScreen } from '../reminders/reminders-screen.tsx'
import { CardBenefitsScreen } from './benefits-screen.tsx'

/** What the card covers, reminders and the extract: loaded together, with texts of their own. */
export function BenefitsScreens({ route }: { route: AppRoute }) {
  benefitsTexts.use()
  historyTexts.use()
  switch (route) {
    case '/tien-ich/nhac':
      return <RemindersScreen />
    case '/tien-ich/trich-luc':
      return <ExtractScreen />
    default:
      return <CardBenefitsScreen />
  }
}
