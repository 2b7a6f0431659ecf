import { hydrate, render } from 'preact'
import { readClock } from '../ui/browser/clock.ts'
import type { WalletSummary } from '../wallet/cards/wallet-card.ts'
import { readWalletTime } from '../wallet/cards/wallet-time.ts'
import { cardToShow, codeToShow } from '../wallet/presenting/code-to-show.ts'
import { App } from './app.tsx'
import { holdInstallOffer } from './browser/install-prompt.ts'
import { findCarrier } from './ready-page-start.ts'
import { type PreRenderedCode, readPreRendered } from './screens/card/pre-rendered-card.ts'
import { prepareHistory } from './screens/history/prepare-history.ts'
import { loadCardTexts, pickLanguage } from './texts/language.ts'
import { startCarried, startWallet } from './wallet/open-wallet.ts'
import type { StartedWallet } from './wallet/open-wallet-in-page.ts'

/** Whether the worker has pre-rendered what the wallet would show now; else the page renders anew. */
function isStillRight(preRendered: PreRenderedCode, { summary }: StartedWallet): boolean {
  const card = cardToShow(summary)
  if (!card || location.pathname !== '/') return false
  const { now, isBehind } = readWalletTime(summary, readClock())
  const kind = codeToShow(card, summary.chosenCode, { now, isDoubtful: isBehind })
  return preRendered.cardId === card.cardId && preRendered.kind === kind
}

/**
 * The wallet that the page carries, without waiting for anything; what has changed since is asked for
 * afterwards.
 */
function readCarried(): StartedWallet | undefined {
  const text = findCarrier()?.content.textContent
  return text ? startCarried(JSON.parse(text) as WalletSummary) : undefined
}

/** Hydrates what the worker has pre-rendered, or starts the app on an empty page. */
export async function startApp(root: Element): Promise<void> {
  holdInstallOffer()
  const preRendered = readPreRendered(root)
  const hasHistory = root.querySelector('.history') !== null
  // Neither card nor history on the way: the screens are needed as soon as the wallet is open.
  if (!preRendered && !location.pathname.startsWith('/qua-trinh')) import('./routes.tsx').catch(() => {})
  const opened =
    (preRendered && readCarried()) ??
    (await startWallet({ isPreRendered: preRendered !== undefined || hasHistory }))
  const cardTexts = await loadCardTexts(pickLanguage(opened.summary.language))
  document.documentElement.lang = cardTexts.language
  if (hasHistory) await prepareHistory(opened, cardTexts.language).catch(() => {})
  const isOvertaken = findCarrier()?.dataset['overtaken'] !== undefined
  if (hasHistory || (preRendered && !isOvertaken && isStillRight(preRendered, opened))) {
    const early = [...root.querySelectorAll<HTMLInputElement>('input:checked')].filter(
      (input) => !input.defaultChecked,
    )
    hydrate(<App opened={opened} cardTexts={cardTexts} preRendered={preRendered} />, root)
    // What was chosen, and then pressed, before anything listened.
    for (const input of early) input.dispatchEvent(new Event('change'))
  } else {
    root.replaceChildren()
    render(<App opened={opened} cardTexts={cardTexts} preRendered={preRendered} />, root)
  }
  window.releasePress?.()
}
