import type { ComponentType } from 'preact'
import type { AppRoute } from '../core/api/app-routes.ts'
import { lazyScreen } from './components/lazy-screen.ts'
import { LazyHistoryScreens } from './screens/history/prepare-history.ts'
import { accountTexts } from './texts/account-texts.ts'
import { appTexts } from './texts/app-texts.ts'
import { benefitsTexts } from './texts/benefits-texts.ts'
import { historyTexts } from './texts/history-texts.ts'
import { lookupTexts } from './texts/lookup-texts.ts'
import { registrationTexts } from './texts/registration-texts.ts'
import { scanTexts } from './texts/scan-texts.ts'
import { uiTexts } from './texts/ui-texts.ts'

type Screen = ComponentType<{ route: AppRoute }>

const entry: Screen = lazyScreen({
  offline: 'install',
  texts: [uiTexts, appTexts, accountTexts],
  load: async () => (await import('./screens/sign-in/entry-screen.tsx')).EntryScreen,
})
const registration: Screen = lazyScreen({
  offline: 'later',
  texts: [uiTexts, scanTexts, registrationTexts],
  load: async () => (await import('./screens/registration/registration-screens.tsx')).RegistrationScreens,
})
const scan: Screen = lazyScreen({
  offline: 'later',
  texts: [uiTexts, scanTexts],
  load: async () => (await import('./screens/scan/scan-screen.tsx')).ScanScreen,
})
const addCard: Screen = lazyScreen({
  offline: 'install',
  texts: [uiTexts, scanTexts],
  load: async () => {
    const { AddCardScreen } = await import('./screens/add-card/add-card-screen.tsx')
    return () => <AddCardScreen />
  },
})
const manualEntry: Screen = lazyScreen({
  offline: 'install',
  texts: [uiTexts, scanTexts],
  load: async () => {
    const { ManualEntryScreen } = await import('./screens/add-card/manual-entry-screen.tsx')
    return () => <ManualEntryScreen />
  },
})
const services: Screen = lazyScreen({
  offline: 'install',
  texts: [uiTexts, appTexts],
  load: async () => (await import('./screens/services/services-screen.tsx')).ServicesScreen,
})
const offlineCheck: Screen = lazyScreen({
  offline: 'install',
  texts: [uiTexts, appTexts],
  load: async () => (await import('./screens/offline-check/offline-check-screen.tsx')).OfflineCheckScreen,
})
const offlineGuide: Screen = lazyScreen({
  offline: 'install',
  texts: [uiTexts, appTexts],
  load: async () => (await import('./screens/offline-guide/offline-guide-screen.tsx')).OfflineGuideScreen,
})
const account: Screen = lazyScreen({
  offline: 'later',
  texts: [uiTexts, accountTexts],
  load: async () => (await import('./screens/account/account-screens.tsx')).AccountScreens,
})
const paperCode: Screen = lazyScreen({
  offline: 'later',
  // Whose card it is, is asked with the words of what a card pays.
  texts: [uiTexts, accountTexts, benefitsTexts],
  load: async () => {
    const { PaperCodeScreen } = await import('./screens/paper-code/paper-code-screen.tsx')
    return () => <PaperCodeScreen />
  },
})
const lookup: Screen = lazyScreen({
  offline: 'later',
  // What a card pays is said with the words of that screen.
  texts: [uiTexts, benefitsTexts, lookupTexts],
  load: async () => {
    const { LookupScreen } = await import('./screens/lookup/lookup-screen.tsx')
    return () => <LookupScreen />
  },
})
const answers: Screen = lazyScreen({
  offline: 'later',
  texts: [],
  load: async () => (await import('./screens/answers/answers-place.tsx')).AnswersPlace,
})
const inbox: Screen = lazyScreen({
  offline: 'later',
  texts: [],
  load: async () => (await import('./screens/inbox/inbox-place.tsx')).InboxPlace,
})
const payment: Screen = lazyScreen({
  offline: 'later',
  texts: [],
  load: async () => (await import('./screens/payment/payment-place.tsx')).PaymentPlace,
})
const support: Screen = lazyScreen({
  offline: 'later',
  texts: [],
  load: async () => (await import('./screens/support/support-place.tsx')).SupportPlace,
})
const report: Screen = lazyScreen({
  offline: 'later',
  // It names the rows of the history.
  texts: [uiTexts, historyTexts, benefitsTexts],
  load: async () => (await import('./screens/report/report-screen.tsx')).ReportScreen,
})
const service: Screen = lazyScreen({
  offline: 'later',
  texts: [],
  load: async () => (await import('./screens/service/lazy-service-screens.tsx')).LazyServiceScreens,
})
const presentations: Screen = lazyScreen({
  offline: 'later',
  texts: [uiTexts, scanTexts],
  load: async () => {
    const { PresentationsScreen } = await import('./screens/presentations/presentations-screen.tsx')
    return () => <PresentationsScreen />
  },
})
const cover: Screen = lazyScreen({
  offline: 'install',
  // They name the rows of the history.
  texts: [uiTexts, historyTexts, benefitsTexts],
  load: async () => (await import('./screens/benefits/benefits-screens.tsx')).BenefitsScreens,
})

/**
 * The one table of screens: which route leads to which, with which texts, and whether it is kept on the
 * phone. The build derives from it what the service worker keeps, and fails on a route that is missing here.
 * Its place in the bottom bar a screen has by its path.
 */
export const routes: Readonly<Record<AppRoute, Screen>> = {
  // Where there is a card, app.tsx shows that; and the history without waiting for this table.
  '/': entry,
  '/qua-trinh': LazyHistoryScreens,
  '/qua-trinh/huong': LazyHistoryScreens,
  '/qua-trinh/kham': LazyHistoryScreens,
  '/qua-trinh/moi': LazyHistoryScreens,
  '/dang-nhap': entry,
  '/dang-nhap/vneid': entry,
  '/quen-mat-khau': entry,
  '/mat-may': entry,
  '/dang-ky': registration,
  '/dang-ky/ho-so': registration,
  '/quet': scan,
  '/them-the': addCard,
  '/them-the/nhap-tay': manualEntry,
  '/tien-ich': services,
  '/tien-ich/san-sang': offlineCheck,
  '/tien-ich/khong-mang': offlineGuide,
  '/tien-ich/tai-khoan': account,
  '/tien-ich/may': account,
  '/tien-ich/mat-khau': account,
  '/tien-ich/van-tay': account,
  '/tien-ich/quyen-loi': cover,
  '/tien-ich/thong-bao': inbox,
  '/tien-ich/nhac': cover,
  '/tien-ich/trich-luc': cover,
  '/tien-ich/in-qr': paperCode,
  '/tien-ich/bao-sai': report,
  '/tien-ich/tra-cuu': lookup,
  '/tien-ich/nop-tien': payment,
  '/tien-ich/hoi-dap': answers,
  '/tien-ich/da-dua-the': presentations,
  '/tien-ich/dich-vu': service,
  '/tien-ich/ho-so': service,
  '/tien-ich/tin-tuc': support,
  '/tien-ich/hoi-co-quan': support,
  '/tien-ich/kiem-tra-tin': support,
}

/**
 * The screen of a route. It is loaded with the first screen beside the card and the history: naming them all
 * on the card path would make every new one a cost of opening the card.
 */
export function RouteScreen({ route }: { route: AppRoute }) {
  const Screen = routes[route]
  return <Screen route={route} />
}
