import type { AppRoute } from '../core/api/app-routes.ts'
import type { Language } from '../i18n/languages.ts'
import { withHistoryTexts } from './history-part.ts'
import { lazyPart } from './lazy-part.tsx'

/** Everything beside the card path: each screen comes with the texts, when it is first opened. */
async function withTexts<T>(language: Language, part: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([
    part,
    import('./app-texts.ts').then(({ loadAppTexts }) => loadAppTexts(language)),
  ])
  return loaded
}

export const ServicesScreen = lazyPart(
  async (language) =>
    (await withTexts(language, import('./screens/services/services-screen.tsx'))).ServicesScreen,
)
export const ReadinessScreen = lazyPart(
  async (language) =>
    (await withTexts(language, import('./screens/readiness/readiness-screen.tsx'))).ReadinessScreen,
)
export const OfflineGuideScreen = lazyPart(
  async (language) =>
    (await withTexts(language, import('./screens/offline-guide/offline-guide-screen.tsx')))
      .OfflineGuideScreen,
)

/** The screens of the account, with texts of their own besides. */
async function withAccountTexts<T>(language: Language, part: Promise<T>): Promise<T> {
  const loadTexts = async () => (await import('./account-texts.ts')).accountTexts.load(language)
  const [loaded] = await Promise.all([withTexts(language, part), loadTexts()])
  return loaded
}

/** The screens before a sign-in. */
export const EntryScreen = lazyPart(
  async (language) =>
    (await withAccountTexts(language, import('./screens/sign-in/entry-screen.tsx'))).EntryScreen,
)
export const AccountScreens = lazyPart(
  async (language) =>
    (
      await withAccountTexts(
        language,
        withScanTexts(language, import('./screens/account/account-screens.tsx')),
      )
    ).AccountScreens,
)
export const LeaveDialog = lazyPart(
  async (language) =>
    (await withAccountTexts(language, import('./screens/leave/leave-dialog.tsx'))).LeaveDialog,
)

/** The screens of scanning, with texts of their own besides. */
async function withScanTexts<T>(language: Language, part: Promise<T>): Promise<T> {
  const loadTexts = async () => (await import('./screens/scan/scan-texts.ts')).loadScanTexts(language)
  const [loaded] = await Promise.all([withTexts(language, part), loadTexts()])
  return loaded
}

export const ScanScreen = lazyPart(
  async (language) => (await withScanTexts(language, import('./screens/scan/scan-screen.tsx'))).ScanScreen,
)
export const AddCardScreen = lazyPart(
  async (language) =>
    (await withScanTexts(language, import('./screens/add-card/add-card-screen.tsx'))).AddCardScreen,
)
export const ManualEntryScreen = lazyPart(
  async (language) =>
    (await withScanTexts(language, import('./screens/add-card/manual-entry-screen.tsx'))).ManualEntryScreen,
)

export const OfficeScreen = lazyPart(
  async (language) => (await withTexts(language, import('./screens/office/office-screen.tsx'))).OfficeScreen,
)

/** What the card covers, reminders, the extract and reports; these name the rows of the history. */
async function withCoverTexts<T>(language: Language, part: Promise<T>): Promise<T> {
  const loadTexts = async () => (await import('./cover-texts.ts')).coverTexts.load(language)
  const [loaded] = await Promise.all([withTexts(language, withHistoryTexts(language, part)), loadTexts()])
  return loaded
}

export const CoverScreens = lazyPart(
  async (language) =>
    (await withCoverTexts(language, import('./screens/cover/cover-screens.tsx'))).CoverScreens,
)
export const RegistrationScreens = lazyPart<{ route: AppRoute }>(async (language) =>
  (await import('./screens/registration/open-registration.ts')).openRegistration(language),
)
