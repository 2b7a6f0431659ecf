import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { barPlaces, Shell } from '../card-view/shell.tsx'
import { describeStatus, splitNotes } from '../card-view/status-notes.ts'
import type { AppRoute } from '../core/api/app-routes.ts'
import type { CardTexts } from '../i18n/keys.ts'
import type { Language } from '../i18n/languages.ts'
import { createTranslate } from '../i18n/translate.ts'
import { readClock, useClockSet, useNow } from '../ui/browser/clock.ts'
import { useOnline } from '../ui/browser/network.ts'
import type { WalletSummary } from '../wallet/cards/wallet-card.ts'
import { readWalletTime } from '../wallet/cards/wallet-time.ts'
import { cardToShow } from '../wallet/presenting/code-to-show.ts'
import { AppContext, type AppState, useApp } from './app-state.ts'
import { navigate, useRoute } from './browser/router.ts'
import { lazyComponent } from './components/lazy-component.tsx'
import { CardPlace } from './screens/card/card-screen.tsx'
import type { PreRenderedCode } from './screens/card/pre-rendered-card.ts'
import { LazyHistoryScreens } from './screens/history/prepare-history.ts'
import { askForReadyPage } from './service-worker/registration.ts'
import { confirmStart } from './service-worker/worker-bridge.ts'
import { loadCardTexts, pickLanguage } from './texts/language.ts'
import { reloadSummary } from './wallet/open-wallet.ts'
import type { StartedWallet } from './wallet/open-wallet-in-page.ts'

const RouteScreen = lazyComponent(async () => (await import('./routes.tsx')).RouteScreen)

export type AppProps = {
  opened: StartedWallet
  cardTexts: { language: Language; texts: CardTexts }
  preRendered?: PreRenderedCode | undefined
}

/** The app that hydrates the pre-rendered page: one state, and the screen of the route. */
export function App({ opened, cardTexts, preRendered }: AppProps) {
  const route = useRoute()
  const [{ summary, rescue }, setShown] = useState<Pick<StartedWallet, 'summary' | 'rescue'>>(opened)
  const [{ language, texts }, setCardTexts] = useState(cardTexts)
  const t = useMemo(() => createTranslate(texts, language), [texts, language])
  // A page that was rendered before speaks as if there were a network.
  const online = useOnline(opened.isCarried)
  const lostNetwork = useJustLost(online)
  const ticked = useNow()
  const wasClockSet = useClockSet(summary.refresh?.lastSuccessAt)
  const { db, storageError } = opened
  // What was chosen in this page, which a reading of the database that began before must not undo.
  const chosen = useRef<Partial<WalletSummary>>({})

  const reload = async () => {
    if (!db) return
    const carried = opened.isCarried ? opened.summary : undefined
    const loaded = await reloadSummary(db, { isPreRendered: preRendered !== undefined, carried })
    setShown({ ...loaded, summary: { ...loaded.summary, ...chosen.current } })
  }
  const refresh: AppState['refresh'] = async (options) => {
    const { requestRefresh } = await import('./wallet/refresh.ts')
    const outcome = await requestRefresh(db, options)
    await reload()
    return outcome
  }
  const preview: AppState['preview'] = (change) => {
    chosen.current = { ...chosen.current, ...change }
    setShown((shown) => ({ ...shown, summary: { ...shown.summary, ...change } }))
  }
  const speak = async (wanted: Language) => {
    const next = await loadCardTexts(wanted)
    // The source stands in for texts that are not to be had; a page that speaks another language keeps it.
    if (next.language !== wanted) return
    setCardTexts(next)
    document.documentElement.lang = next.language
    void askForReadyPage()
  }
  const changeLanguage = async (wanted: Language) => {
    // Kept before it is seen: whoever moves on at once finds the next page in the same language. A database
    // that does not answer keeps nobody from reading.
    if (db) {
      const { saveLanguage } = await import('../wallet/session/preferences.ts')
      const limit = new Promise<void>((resolve) => setTimeout(resolve, 3_000))
      await Promise.race([saveLanguage(db, wanted).catch(() => {}), limit])
    }
    await speak(wanted)
    preview({ language: wanted })
  }

  useEffect(() => {
    confirmStart()
    if (!db) return undefined
    if (opened.isCarried) void reload().catch(() => {})
    const background = import('./background.ts').then(({ startBackground }) => startBackground(db, reload))
    background.catch(() => {})
    return () => void background.then((stop) => stop()).catch(() => {})
  }, [])

  // A page that was rendered before the last choice speaks the language of then.
  useEffect(() => {
    const wanted = pickLanguage(summary.language)
    if (wanted !== language) void speak(wanted)
  }, [summary.language])

  const time = readWalletTime(summary, Math.max(ticked, readClock()))
  const state: AppState = {
    ...(db && { db }),
    ...(!db && { storageError: storageError ?? 'storage_timeout' }),
    summary,
    rescue,
    t,
    language,
    online,
    now: time.now,
    isClockWrong: time.isWrong,
    isClockDoubtful: time.isBehind || wasClockSet,
    reload,
    preview,
    refresh,
    changeLanguage,
  }
  return (
    <AppContext.Provider value={state}>
      <Screen route={route} preRendered={preRendered} />
      <p class="unseen" role="status">
        {lostNetwork && t('status.offline')}
      </p>
    </AppContext.Provider>
  )
}

/** True for a moment after the network went: long enough to be announced, too short to be read twice. */
function useJustLost(online: boolean): boolean {
  const [justLost, setJustLost] = useState(false)
  // A page that opens without one has lost nothing.
  const before = useRef(navigator.onLine)
  useEffect(() => {
    const lost = before.current && !online
    before.current = navigator.onLine
    setJustLost(lost)
    const timer = setTimeout(() => setJustLost(false), 4_000)
    return () => clearTimeout(timer)
  }, [online])
  return justLost
}

/** The place of the bottom bar that a screen belongs to: by the first part of its path. */
function placeOf(route: AppRoute): string {
  const place = `/${route.split('/')[1]}`
  return place === '/them-the' ? '/' : place
}

function Screen({ route, preRendered }: { route: AppRoute; preRendered: PreRenderedCode | undefined }) {
  const { summary, t, language, online, now, isClockWrong, rescue } = useApp()
  const card = cardToShow(summary)
  const asksSignIn = route === '/dang-nhap' || (route === '/' && !card)
  const place = placeOf(route)
  const title = barPlaces.find(({ path }) => path === place)?.text
  useEffect(() => {
    document.title = title ? `${t(title)} – ${t('app.name')}` : t('app.name')
  }, [title, t])
  useFocusOnRoute(route)
  useEffect(() => {
    if (asksSignIn) navigate('/dang-nhap', { replace: true })
  }, [asksSignIn])
  // Screens of no place stand alone, without the bar.
  if (asksSignIn || !title) return <RouteScreen route={asksSignIn ? '/dang-nhap' : route} />
  if (card && route === '/') return <CardPlace card={card} preRendered={preRendered} />
  const { refresh, signedIn } = summary
  const notes = card
    ? describeStatus({ t, language, card, refresh, signedIn, online, now, isClockWrong, rescue })
    : []
  return (
    <Shell t={t} place={place} notes={splitNotes(notes).above}>
      {place === '/qua-trinh' ? <LazyHistoryScreens route={route} /> : <RouteScreen route={route} />}
    </Shell>
  )
}

/** After a change of screen the reading position goes to its beginning, not at the first showing. */
function useFocusOnRoute(route: AppRoute): void {
  const shown = useRef(route)
  useEffect(() => {
    if (shown.current === route) return
    shown.current = route
    scrollTo(0, 0)
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [route])
}
