import { PreRenderedCard, toPreRenderedCardProps } from '../card-view/pre-rendered-card.tsx'
import { renderQr } from '../card-view/qr-matrix.ts'
import { Notes } from '../card-view/shell.tsx'
import type { ShownCode } from '../card-view/shown.ts'
import { toShownCode } from '../card-view/shown-code.ts'
import { splitNotes } from '../card-view/status-notes.ts'
import { type PlannedNotes, planStatus } from '../card-view/status-plan.ts'
import { createTranslate } from '../i18n/translate.ts'
import { toCarried, writeCarried } from '../wallet/cards/ready-page.ts'
import type { WalletSummary } from '../wallet/cards/wallet-card.ts'
import { availableCodes, cardToShow, codeToShow } from '../wallet/presenting/code-to-show.ts'
import { renderCardCode } from '../wallet/presenting/render-code.ts'
import { composePage } from './compose-page.ts'
import { chooseTexts, type LoadTexts } from './loaded-texts.ts'
import { toHtml } from './markup.ts'

/** In place of a code that no page may carry; it is put in as soon as the worker has made it. */
const codeToCome: ShownCode = { state: 'rendered', path: '', size: 65 }

/** Beside the wallet; time in Unix seconds. */
type ReadyConditions = { now: number; browserLanguages: readonly string[]; loadTexts: LoadTexts }

/**
 * The whole document of the card screen with the BHYT QR, and what it carries, in the page `shell`. It speaks
 * as if there were a network: what is otherwise, the page itself finds out. `data-until` is the moment from
 * which on it says something else; its `template`s say what.
 */
export async function renderReadyPage(
  summary: WalletSummary,
  shell: string,
  { now, browserLanguages, loadTexts }: ReadyConditions,
): Promise<string> {
  const carried = toCarried(summary, now)
  const card = cardToShow(carried)
  if (!card) return composePage(shell)
  const { language, texts } = chooseTexts(carried, browserLanguages, loadTexts)
  const t = createTranslate(texts, language)
  const kind = codeToShow(card, carried.chosenCode, { now })
  // Of the wallet's own card, which still has its symbol.
  const own = summary.cards.find(({ cardId }) => cardId === card.cardId) ?? card
  const code =
    kind === 'hospital'
      ? toShownCode(await renderCardCode({ card: own, kind, holderKeys: [], time: { now }, renderQr }))
      : codeToCome
  const kinds = availableCodes(card, { now })
  const shown = { t, language, card, kinds, kind, code, summary: carried, online: true, now }
  const props = { ...toPreRenderedCardProps(shown), isReady: true }
  const { refresh, signedIn } = carried
  const plan = planStatus({ t, language, card, refresh, signedIn, online: true, rescue: false })
  const from = plan.filter((each) => each.from <= now).at(-1)?.from ?? 0
  const until = plan.find((each) => each.from > now)?.from
  const times = { rendered: now, from, ...(until !== undefined && { until }) }
  return composePage(shell, {
    content: { html: toHtml(<PreRenderedCard {...props} />), language },
    isReady: true,
    carried: writeCarried(carried, times) + plan.map(writePlanned).join(''),
  })
}

function writePlanned({ from, notes }: PlannedNotes): string {
  const { above, below } = splitNotes(notes)
  const html = toHtml(
    <>
      <Notes notes={above} />
      <Notes notes={below} />
    </>,
  )
  return `<template class="planned" data-from="${from}">${html}</template>`
}
