import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import {
  PreRenderedHistory,
  type PreRenderedPath,
} from '../../../../src/history-view/pre-rendered-history.tsx'
import type { ShownPerson } from '../../../../src/history-view/shown-history.ts'
import { createTranslate } from '../../../../src/i18n/translate.ts'
import viCard from '../../../../src/i18n/vi/card.json'
import viHistory from '../../../../src/i18n/vi/history.json'
import type { HistoryChunk } from '../../../../src/service-worker/chunks/history-chunk.tsx'
import { loadSummary } from '../../../../src/wallet/cards/read-wallet.ts'
import { useMarkupRuntime } from '../../../support/browser/worker-build.ts'
import { NOW } from '../../../support/vectors/world.ts'
import { createTestWallet, openTestDatabase } from '../../../support/wallet/test-wallet.ts'

beforeEach(() => useMarkupRuntime())
afterEach(() => {
  vi.doUnmock('preact/jsx-runtime')
  vi.doUnmock('preact/jsx-dev-runtime')
  vi.resetModules()
})

async function loadChunk(): Promise<HistoryChunk> {
  await import('../../../../src/service-worker/chunks/history-chunk.tsx')
  return (globalThis as unknown as { historyChunk: HistoryChunk }).historyChunk
}

async function preRender(path: PreRenderedPath, language: 'vi' | 'ko' = 'vi') {
  const { db, issuer, refresh } = await createTestWallet()
  issuer.now = NOW
  await refresh()
  const chunk = await loadChunk()
  const source = { path, database: db, summary: await loadSummary(db), language, texts: viCard }
  return chunk.render({ ...source, online: false, now: NOW })
}

describe('the pre-rendered history', () => {
  it('says how long each insurance was paid for', async () => {
    const preRendered = await preRender('/qua-trinh')
    expect(preRendered?.html).toContain(
      '<strong class="total">7\u00a0năm</strong> <span class="unbroken">đã tham gia</span>',
    )
    expect(preRendered?.html).toContain('aria-current="page">Tham gia</a>')
    expect(preRendered?.html).toContain('Mất mạng')
  })

  it('speaks the language that was chosen', async () => {
    const preRendered = await preRender('/qua-trinh', 'ko')
    expect(preRendered?.language).toBe('ko')
    expect(preRendered?.html).toContain(
      '<strong class="total">7년</strong> <span class="unbroken">가입</span>',
    )
  })

  it('leaves what it has nothing of to the page', async () => {
    expect(await preRender('/qua-trinh/kham')).toBeUndefined()
    const chunk = await loadChunk()
    const empty = { cards: [], sequence: 0, signedIn: false, holderKeys: 'none' as const }
    const source = {
      database: await openTestDatabase(),
      summary: empty,
      language: 'vi' as const,
      texts: viCard,
    }
    expect(await chunk.render({ ...source, path: '/qua-trinh', online: true, now: NOW })).toBeUndefined()
  })

  it.each(['/qua-trinh', '/qua-trinh/kham'] as const)('is the markup of Preact on %s', async (path) => {
    const props = {
      t: createTranslate(viHistory, 'vi'),
      language: 'vi' as const,
      path,
      people: [person('self'), person('child')] as const,
      cards: [],
      on: '2026-11-20' as PartialDate,
    }
    const { PreRenderedHistory: WorkerHistory } = await import(
      '../../../../src/history-view/pre-rendered-history.tsx'
    )
    const { toHtml } = await import('../../../../src/service-worker/markup.ts')
    const html = toHtml(WorkerHistory(props))
    expect(normalise(html)).toBe(normalise(renderToString(h(PreRenderedHistory, props))))
    expect(html).not.toContain('<img')
  })
})

/** Both spellings parse to the same elements. */
const normalise = (html: string) =>
  html
    .replace(/<(\w+)([^>]*?)\s*\/>/g, '<$1$2></$1>')
    .replace(/<\/(input|br)>/g, '')
    .replaceAll('maxLength', 'maxlength')
    .replace(/ value(="")?(?=>)/g, '')
    .replaceAll('&gt;', '>')

function person(relation: ShownPerson['relation']): ShownPerson {
  return {
    personId: relation,
    relation,
    history: {
      issuedAt: NOW,
      holder: {
        fullName: '<img src=x onerror=alert(1)> & "Mẫu"',
        dateOfBirth: '1980' as PartialDate,
        sex: 'male',
        bhxhCode: '0099990001',
      },
      participation: [
        { kind: 'bhxh', from: '2015-01', to: '2019-06', withdrawn: true },
        { kind: 'bhxh', from: '2020-01', to: '2020-12', voluntary: true },
        { kind: 'bhxh', from: '2021-01', to: '2026-10', debtMonths: 2 },
        { kind: 'unknown-9', from: '2020-01', to: '2020-12' },
      ],
      benefits: [],
      visits: Array.from({ length: 12 }, (_, at) => ({
        from: `2026-03-${10 + at}` as PartialDate,
        facilityCode: '01929',
        facilityName: '<img src=x>',
        totalCost: 400_000,
        paidByInsurance: 300_000,
        coPayment: 100_000,
        ownCost: at,
      })),
    },
  }
}
