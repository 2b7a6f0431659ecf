import type { RefreshOutcome } from '../../core/snapshot/refresh-outcome.ts'
import { withLock } from '../database/web-lock.ts'
import { availableCodes, withoutKeys } from '../presenting/code-to-show.ts'
import type { RefreshRecord, WalletCard, WalletSummary } from './wallet-card.ts'

/**
 * The ready page: the finished document that an opening of the app shows, in Cache Storage, so that a
 * navigation is answered without the database, and in browsers with static routes before a worker has
 * started. It carries what the plastic cards show and their BHYT QR texts as inert data, for a page whose
 * database does not open. No credential, no history; it stands in clear, because keys cannot
 * live there (docs/threat-model.md names the deviation). Its place is not left empty, because a static route
 * answers from nowhere else; but for a full disk, where it must be cleared and cannot be filled.
 */
export type ReadyPlace = CacheStorage | undefined

/**
 * The Cache Storage of this page, if it has one; no browser is made to keep one, and some throw at its mere
 * name.
 */
export function findReadyPlace(): ReadyPlace {
  try {
    return globalThis.caches
  } catch {
    return undefined
  }
}

/**
 * Name of the cache, and the places in it: what `/` is answered with, and the app's empty page to put there
 * instead.
 */
export const readyCache = { name: 'vi-bhyt-ready', page: '/', shell: '/shell' } as const

/** Of a page that shows the card by itself: the build whose files it names. */
export const readyHeader = 'X-Ready-Page'

/**
 * Where the worker's content and the carried data go in `index.html`, and around what its first frame does
 * without.
 */
export const pageMarks = {
  content: '<!--pre-rendered-->',
  carried: '<!--carried-->',
  later: ['<!--later-->', '<!--/later-->'],
} as const

const READY_LOCK = 'vi-bhyt-ready'

/** Makes the whole document, with the wallet that it carries inside. */
export type RenderReadyPage = (summary: WalletSummary, shell: string) => Promise<string>

export type ReadyOptions = {
  /**
   * Absent in a page, which has no renderer of documents: its copy carries the wallet and shows nothing by
   * itself.
   */
  render?: RenderReadyPage | undefined
  /**
   * What an empty wallet means: that there is nothing to show any more, or (`keep`) perhaps that the browser
   * has lost the database, so that the page that is there is the last copy of the cards.
   */
  ifEmpty?: 'shell' | 'keep'
}

/**
 * Replaces the ready page by one of the present summary. `readSummary` is asked again afterwards, and what it
 * says then counts: a sign-out replaces the page that is there, not the one that is just being written, and
 * the lock makes the later of the two wait for the other. A page that cannot be written gives way to the
 * empty shell. Where the browser refuses Cache Storage there is none, which is no error.
 * @throws what `readSummary` throws; `QuotaExceededError`
 */
export async function writeReadyPage(
  caches: ReadyPlace,
  readSummary: () => Promise<WalletSummary>,
  { render = renderCarriedOnly, ifEmpty = 'shell' }: ReadyOptions = {},
): Promise<void> {
  await unlessRefused(() =>
    withLock(READY_LOCK, async () => {
      const cache = await caches?.open(readyCache.name)
      if (!cache) return
      let summary = await readSummary()
      if (summary.cards.length === 0 && ifEmpty === 'keep' && (await cache.match(readyCache.page))) return
      for (let written: WalletSummary | undefined; !written || !holdsSameCards(written, summary); ) {
        written = summary
        await putPage(cache, summary, render)
        summary = await readSummary()
      }
    }),
  )
}

function holdsSameCards(one: WalletSummary, other: WalletSummary): boolean {
  return one.cards.map(({ cardId }) => cardId).join() === other.cards.map(({ cardId }) => cardId).join()
}

async function putPage(cache: Cache, summary: WalletSummary, render: RenderReadyPage): Promise<void> {
  if (summary.cards.length === 0) return putShell(cache)
  try {
    const shell = await cache.match(readyCache.shell)
    // Without a shell there is nothing to render into: the copy then only carries the wallet.
    const html = shell
      ? await render(summary, await shell.clone().text())
      : await renderCarriedOnly(summary, pageMarks.carried)
    const headers = new Headers(shell?.headers)
    if (render === renderCarriedOnly) headers.delete(readyHeader)
    await cache.put(readyCache.page, new Response(html, { headers }))
  } catch (cause) {
    // What stands there is of an earlier state; the empty page finds out by itself what is true. On a full
    // disk the earlier one stays while nobody else's card is on it: without a network an empty place is none.
    const ids = new Set(summary.cards.map(({ cardId }) => cardId))
    const isTheirs = await readCarried(cache).then(
      // A page that carries nothing is nobody's.
      (standing) => standing?.cards.every(({ cardId }) => ids.has(cardId)) ?? true,
      () => false,
    )
    await putShell(cache, { orKeep: isTheirs }).catch(() => {})
    throw cause
  }
}

async function putShell(cache: Cache, { orKeep = false } = {}): Promise<void> {
  const shell = await cache.match(readyCache.shell)
  if (!shell) {
    // Without a worker's shell there is no route either that answers from here.
    if (!orKeep) await cache.delete(readyCache.page)
    return
  }
  const headers = new Headers(shell.headers)
  headers.delete(readyHeader)
  try {
    await cache.put(readyCache.page, new Response(await shell.text(), { headers }))
  } catch {
    // On a full disk nothing can take the place of somebody's cards. An empty place leads to the network.
    if (!orKeep) await cache.delete(readyCache.page)
  }
}

/** Puts the empty shell in the place of the ready page. */
export async function clearReadyPage(caches: ReadyPlace): Promise<void> {
  await unlessRefused(async () => {
    const cache = await caches?.open(readyCache.name)
    if (cache) await putShell(cache)
  })
}

/** Where the browser refuses Cache Storage there is no copy, and none has to go. */
async function unlessRefused(change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (cause) {
    if (!(cause instanceof Error && cause.name === 'SecurityError')) throw cause
  }
}

/** What the ready page carries, for where the database does not open. */
export async function readReadyPage(caches: ReadyPlace): Promise<WalletSummary | undefined> {
  const cache = await caches?.open(readyCache.name)
  return cache && readCarried(cache)
}

async function readCarried(cache: Cache): Promise<WalletSummary | undefined> {
  const response = await cache.match(readyCache.page)
  const text = response && /<template id="wallet"[^>]*>([^<]*)</.exec(await response.text())?.[1]
  return text === undefined ? undefined : withoutKeys(parseCarried(unescapeText(text)))
}

/** Whether the last refresh found no network: that is true of that moment only. */
function foundNoNetwork(last: RefreshOutcome): boolean {
  return last.kind === 'failed' && ['offline', 'timeout', 'captive_portal'].includes(last.code)
}

/**
 * What a ready page may carry of a wallet, and says: nothing that needs a key, nothing that only was true
 * when it was rendered.
 */
export function toCarried(summary: WalletSummary, now: number): WalletSummary {
  const { histories, refresh, ...rest } = summary
  return { ...rest, cards: summary.cards.map((card) => carryCard(card, now)), ...carryRefresh(refresh) }
}

function carryRefresh(refresh: RefreshRecord | undefined): Pick<WalletSummary, 'refresh'> {
  if (!refresh) return {}
  const { last, helpdesk, ...rest } = refresh
  if (foundNoNetwork(last)) return { refresh: { ...rest, last: { kind: 'unchanged', at: last.at } } }
  return { refresh }
}

function carryCard(card: WalletSummary['cards'][number], now: number): WalletSummary['cards'][number] {
  const { credential, credentialIssuedAt, credentialOutdated, personId, hospitalCode, ...plain } = card
  return { ...plain, holds: availableCodes(card, { now }) } satisfies WalletCard
}

/**
 * The carried data as a template element, which no browser shows or runs. `attributes` are names and numbers.
 */
export function writeCarried(
  carried: WalletSummary,
  attributes: Readonly<Record<string, number>> = {},
): string {
  const written = Object.entries(attributes).map(([name, value]) => ` data-${name}="${value}"`)
  return `<template id="wallet"${written.join('')}>${escapeText(JSON.stringify(carried))}</template>`
}

/** The text of `writeCarried`, as a page finds it in the element. */
export function parseCarried(text: string): WalletSummary {
  return JSON.parse(text) as WalletSummary
}

const renderCarriedOnly: RenderReadyPage = async (summary, shell) =>
  shell.replace(pageMarks.carried, () => writeCarried(toCarried(summary, Math.floor(Date.now() / 1000))))

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const unescapeText = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&amp;', '&')
