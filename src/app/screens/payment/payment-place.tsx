import type { AppRoute } from '../../../core/api/app-routes.ts'
import { lazyScreen } from '../../components/lazy-screen.ts'
import { accountTexts } from '../../texts/account-texts.ts'
import { paymentTexts } from '../../texts/payment-texts.ts'
import { uiTexts } from '../../texts/ui-texts.ts'

/** What is paid, with its texts, which the table of routes would else bring into the first precache. */
export const PaymentPlace = lazyScreen<{ route: AppRoute }>({
  offline: 'later',
  texts: [uiTexts, accountTexts, paymentTexts],
  load: async () => {
    const { PaymentScreen } = await import('./payment-screen.tsx')
    return () => <PaymentScreen />
  },
})
