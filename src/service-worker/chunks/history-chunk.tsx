import { Shell } from '../../card-view/shell.tsx'
import { describeStatus, splitNotes } from '../../card-view/status-notes.ts'
import { dayOf } from '../../core/dates/day-of.ts'
import {
  hasContent,
  PreRenderedHistory,
  type PreRenderedPath,
} from '../../history-view/pre-rendered-history.tsx'
import enHistory from '../../i18n/en/history.json'
import jaHistory from '../../i18n/ja/history.json'
import type { CardTexts } from '../../i18n/keys.ts'
import koHistory from '../../i18n/ko/history.json'
import type { Language } from '../../i18n/languages.ts'
import { createTranslate } from '../../i18n/translate.ts'
import viHistory from '../../i18n/vi/history.json'
import zhHistory from '../../i18n/zh/history.json'
import type { WalletSummary } from '../../wallet/cards/wallet-card.ts'
import type { WalletDatabase } from '../../wallet/database/wallet-database.ts'
import { loadHistories } from '../../wallet/history/load-history.ts'
import { cardToShow } from '../../wallet/presenting/code-to-show.ts'
import { toHtml } from '../markup.ts'

const historyTexts = { vi: viHistory, en: enHistory, ko: koHistory, zh: zhHistory, ja: jaHistory }

type HistorySource = {
  path: PreRenderedPath
  database: WalletDatabase
  summary: WalletSummary
  language: Language
  texts: CardTexts
  online: boolean
  /** Unix seconds. */
  now: number
}

/**
 * A screen of the history as text; undefined if there is nothing in it, which the page has more to say about.
 * @throws AppError of the database, or `storage_damaged`
 */
async function render(source: HistorySource): Promise<{ html: string; language: string } | undefined> {
  const { path, database, summary, language, texts, online, now } = source
  const [own, ...others] = await loadHistories(database)
  const card = cardToShow(summary)
  if (!card || !own || !hasContent(path, own)) return undefined
  const t = createTranslate(texts, language)
  const { refresh, signedIn } = summary
  const notes = describeStatus({ t, language, card, refresh, signedIn, online, now, rescue: false })
  const html = toHtml(
    <Shell t={t} place="/qua-trinh" notes={splitNotes(notes).above}>
      <PreRenderedHistory
        t={createTranslate(historyTexts[language], language)}
        language={language}
        path={path}
        people={[own, ...others]}
        cards={summary.cards.filter(({ origin }) => origin === 'issued')}
        on={dayOf(new Date(now * 1000))}
      />
    </Shell>,
  )
  return { html, language }
}

const chunk = { render }

export type HistoryChunk = typeof chunk

Object.assign(globalThis, { historyChunk: chunk })
