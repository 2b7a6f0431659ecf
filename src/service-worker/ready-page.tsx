import { PreRenderedCard, splitNotes, toPreRenderedCardProps } from '../card-view/pre-rendered-card.tsx'
import { renderQr } from '../card-view/qr-matrix.ts'
import { Notes } from '../card-view/shell.tsx'
import type { ShownCode } from '../card-view/shown.ts'
import { toShownCode } from '../card-view/shown-code.ts'
import { type PlannedNotes, planStatus } from '../card-view/status-plan.ts'
import { createTranslate } from '../i18n/translate.ts'
import { loadSummary } from '../wallet/cards/read-wallet.ts'
import {
  readyCache,
  readyHeader,
  toCarried,
  writeCarried,
  writeReadyPage,
} from '../wallet/cards/ready-page.ts'
import type { WalletSummary } from '../wallet/cards/wallet-card.ts'
import { availableCodes, cardToShow, codeToShow } from '../wallet/presenting/code-to-show.ts'
import { renderCardCode } from '../wallet/presenting/render-code.ts'
import { build } from './build-facts.ts'
import { chooseTexts } from './loaded-texts.ts'
import { toHtml } from './markup.ts'
import { composePage, pageHeaders } from './page.ts'

/** In place of a code that no page may carry; it is put in as soon as the worker has made it. */
const codeToCome: ShownCode = { state: 'rendered', path: '', size: 65 }

/** What the ready page is rendered from; time in Unix seconds. */
type ReadySource = { now: number; browserLanguages: readonly string[] }

/**
 * The whole document of the card screen with the BHYT QR, and what it carries. It speaks as if there were a
 * network: what is otherwise, the page itself finds out. `data-until` is the moment from which on it says
 * something else; its `template`s say what.
 */
export async function renderReadyPage(
  summary: WalletSummary,
  { now, browserLanguages }: ReadySource,
): Promise<string> {
  const carried = toCarried(summary, now)
  const card = cardToShow(carried)
  if (!card) return composePage({})
  const { language, texts } = chooseTexts(carried, browserLanguages)
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
  const props = toPreRenderedCardProps(shown)
  const { refresh, signedIn } = carried
  const plan = planStatus({ t, language, card, refresh, signedIn, online: true, rescue: false })
  const from = plan.filter((each) => each.from <= now).at(-1)?.from ?? 0
  const until = plan.find((each) => each.from > now)?.from
  const times = { rendered: now, from, ...(until !== undefined && { until }) }
  return composePage({
    content: { html: toHtml(<PreRenderedCard {...props} />), language },
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

const headers = { ...pageHeaders, [readyHeader]: build.version }

/**
 * Renders the ready page anew from the wallet as it is. @throws AppError of the database;
 * `QuotaExceededError`
 */
export async function renewReadyPage(
  obtain: () => Promise<Parameters<typeof loadSummary>[0]>,
  ifEmpty: 'shell' | 'keep',
): Promise<void> {
  await keepShell({ replace: false })
  await writeReadyPage(caches, async () => loadSummary(await obtain()), { render: renderNow, ifEmpty })
}

/** `renderReadyPage` for this moment and browser. */
export const renderNow = (summary: WalletSummary): Promise<string> =>
  renderReadyPage(summary, {
    now: Math.floor(Date.now() / 1000),
    browserLanguages: navigator.languages,
  })

/**
 * Before anything can be asked of a static route: its cache answers, with the empty shell if with nothing
 * better.
 */
export async function keepShell({ replace }: { replace: boolean }): Promise<void> {
  const cache = await caches.open(readyCache.name)
  const put = (place: string) => cache.put(place, new Response(build.shell, { headers }))
  if (replace || !(await cache.match(readyCache.shell))) await put(readyCache.shell)
  if (await cache.match(readyCache.page)) return
  await cache.put(readyCache.page, new Response(build.shell, { headers: pageHeaders }))
}

/** The ready page; undefined where one that shows nothing by itself stands in its place. */
export async function findReadyPage(): Promise<Response | undefined> {
  const page = await (await caches.open(readyCache.name)).match(readyCache.page)
  return page?.headers.has(readyHeader) ? page : undefined
}

/** The build whose files the ready page names, if there is one. */
export async function readReadyBuild(): Promise<string | undefined> {
  return (await findReadyPage())?.headers.get(readyHeader) ?? undefined
}
