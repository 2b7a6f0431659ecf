import { hydrate, render } from 'preact'
import { readClock } from '../ui/browser/clock.ts'
import { cardToShow, codeToShow } from '../wallet/cards/wallet-card.ts'
import { App } from './app.tsx'
import { holdInstallOffer } from './browser/install-prompt.ts'
import { type Painted, readPainted } from './screens/card/pre-rendered-card.ts'
import { prepareHistory } from './screens/history/prepare-history.ts'
import { loadCardTexts, pickLanguage } from './texts/language.ts'
import { openWallet } from './wallet/open-wallet.ts'
import type { OpenedWallet } from './wallet/open-wallet-in-page.ts'

/** Whether the worker has painted what the wallet would show now; else the page paints anew. */
function isStillRight(painted: Painted, { face }: OpenedWallet): boolean {
  const card = cardToShow(face)
  if (!card || location.pathname !== '/') return false
  return painted.cardId === card.cardId && painted.kind === codeToShow(card, face.chosenCode, readClock())
}

/** Wakes the app up behind the worker's first paint, or starts it on an empty page. */
async function start(root: Element): Promise<void> {
  holdInstallOffer()
  const painted = readPainted(root)
  const hasHistory = root.querySelector('.history') !== null
  // Neither card nor history on the way: the screens are needed as soon as the wallet is open.
  if (!painted && !location.pathname.startsWith('/qua-trinh')) import('./routes.tsx').catch(() => {})
  const opened = await openWallet({ isPainted: painted !== undefined || hasHistory })
  const spoken = await loadCardTexts(pickLanguage(opened.face.language))
  document.documentElement.lang = spoken.language
  if (hasHistory) await prepareHistory(opened, spoken.language).catch(() => {})
  if (hasHistory || (painted && isStillRight(painted, opened))) {
    const early = [...root.querySelectorAll<HTMLInputElement>('input:checked')].filter(
      (input) => !input.defaultChecked,
    )
    hydrate(<App opened={opened} spoken={spoken} painted={painted} />, root)
    // What was chosen before anything listened.
    for (const input of early) input.dispatchEvent(new Event('change'))
  } else {
    root.replaceChildren()
    render(<App opened={opened} spoken={spoken} />, root)
  }
}

const root = document.getElementById('app')
if (root) void start(root)
