import { renderQr } from '../../card-view/qr-matrix.ts'
import type { CardCode, CodeKind, NoCode } from '../../core/card/card-code.ts'
import type { Result } from '../../core/result.ts'
import { loadSummary, openWallet } from '../../wallet/cards/read-wallet.ts'
import { type RenderReadyPage, writeReadyPage } from '../../wallet/cards/ready-page.ts'
import { readWalletTime } from '../../wallet/cards/wallet-time.ts'
import { renderCardCode } from '../../wallet/presenting/render-code.ts'
import { chooseTexts, type LoadTexts } from '../loaded-texts.ts'
import { preRenderCard } from '../pre-render-card.tsx'
import { renderReadyPage } from '../ready-page.tsx'
import { obtainDatabase, readWallet } from '../wallet-reader.ts'

/** Renders the ready page for this moment and browser. */
function renderNow(loadTexts: LoadTexts): RenderReadyPage {
  return (summary, shell) =>
    renderReadyPage(summary, shell, {
      now: Math.floor(Date.now() / 1000),
      browserLanguages: navigator.languages,
      loadTexts,
    })
}

/**
 * Renders the ready page anew from the wallet as it is. @throws AppError of the database;
 * `QuotaExceededError`
 */
async function renewReadyPage({
  loadTexts,
  ifEmpty,
}: {
  loadTexts: LoadTexts
  ifEmpty: 'shell' | 'keep'
}): Promise<void> {
  const readSummary = async () => loadSummary(await obtainDatabase())
  await writeReadyPage(caches, readSummary, { render: renderNow(loadTexts), ifEmpty })
}

/**
 * A code of a card, made and rendered now; undefined if the wallet does not hold the card. @throws AppError
 * of the database
 */
async function renderCode({
  cardId,
  kind,
}: {
  cardId: string
  kind: CodeKind
}): Promise<Result<CardCode, NoCode> | undefined> {
  const { cards, holderKeys, summary } = await openWallet(await obtainDatabase())
  const card = cards.find((candidate) => candidate.cardId === cardId)
  const { now, isBehind } = readWalletTime(summary, Math.floor(Date.now() / 1000))
  const time = { now, isDoubtful: isBehind }
  return card && renderCardCode({ card, kind, holderKeys, time, renderQr })
}

/** What opens the wallet and renders it; an opening of the card by its ready page does without. */
const chunk = {
  obtainDatabase,
  readWallet,
  chooseTexts,
  preRenderCard,
  renderNow,
  renewReadyPage,
  renderCode,
  renderQr,
}

export type CardChunk = typeof chunk

Object.assign(globalThis, { cardChunk: chunk })
