import { PreRenderedCard, toPreRenderedCardProps } from '../card-view/pre-rendered-card.tsx'
import { renderQr } from '../card-view/qr-matrix.ts'
import { toShownCode } from '../card-view/shown-code.ts'
import { createTranslate } from '../i18n/translate.ts'
import type { OpenedWallet } from '../wallet/cards/read-wallet.ts'
import type { WalletSummary } from '../wallet/cards/wallet-card.ts'
import { readWalletTime } from '../wallet/cards/wallet-time.ts'
import { availableCodes, cardToShow, codeToShow } from '../wallet/presenting/code-to-show.ts'
import { renderCardCode } from '../wallet/presenting/render-code.ts'
import { chooseTexts, type LoadTexts } from './loaded-texts.ts'
import { toHtml } from './markup.ts'

/**
 * What the card is pre-rendered from; without `holderKeys` it is what the ready page carries. Time in Unix
 * seconds.
 */
export type PreRenderSource = {
  summary: WalletSummary
  holderKeys?: OpenedWallet['holderKeys']
  online: boolean
  now: number
  browserLanguages: readonly string[]
  loadTexts: LoadTexts
}

/** The card screen as text, its code included; undefined if there is no card to show. */
export async function preRenderCard(
  source: PreRenderSource,
): Promise<{ html: string; language: string } | undefined> {
  const { summary, holderKeys, online, browserLanguages, loadTexts } = source
  const card = cardToShow(summary)
  if (!card) return undefined
  const { language, texts } = chooseTexts(summary, browserLanguages, loadTexts)
  const rescue = holderKeys === undefined
  const { now, isWrong, isBehind } = readWalletTime(summary, source.now)
  const time = { now, isDoubtful: isBehind }
  const kinds = rescue ? (['hospital'] as const) : availableCodes(card, time)
  const kind = rescue ? 'hospital' : codeToShow(card, summary.chosenCode, time)
  const props = toPreRenderedCardProps({
    t: createTranslate(texts, language),
    language,
    card,
    kinds,
    kind,
    code: toShownCode(await renderCardCode({ card, kind, holderKeys: holderKeys ?? [], time, renderQr })),
    summary,
    online,
    now,
    isClockWrong: isWrong,
    isClockDoubtful: isBehind,
    rescue,
  })
  return { html: toHtml(<PreRenderedCard {...props} />), language }
}
