import { beforeEach, describe, expect, it, vi } from 'vitest'
import { verifyCard } from '../../../src/core/credential/verify-card.ts'
import enCard from '../../../src/i18n/en/card.json'
import jaCard from '../../../src/i18n/ja/card.json'
import koCard from '../../../src/i18n/ko/card.json'
import zhCard from '../../../src/i18n/zh/card.json'
import { openWallet } from '../../../src/wallet/cards/read-wallet.ts'
import { readReadyPage } from '../../../src/wallet/cards/ready-page.ts'
import { saveChoice, saveLanguage } from '../../../src/wallet/session/preferences.ts'
import { stubBuild, useMarkupRuntime } from '../../support/browser/worker-build.ts'
import { NOW, TRUST_LIST } from '../../support/vectors/world.ts'
import { createTestWallet, openTestDatabase } from '../../support/wallet/test-wallet.ts'

const rendered: string[] = []

const loadedTexts = { en: enCard, ja: jaCard, ko: koCard, zh: zhCard }

beforeEach(async () => {
  rendered.length = 0
  stubBuild()
  vi.doMock('../../../src/card-view/qr-matrix.ts', () => ({
    renderQr: (text: string) => {
      rendered.push(text)
      return { path: 'M1 1h1v1h-1z', size: 21 }
    },
  }))
  useMarkupRuntime()
})

const load = async () => (await import('../../../src/service-worker/pre-render-card.tsx')).preRenderCard

const moment = { online: true, now: NOW, browserLanguages: ['vi-VN'], loadTexts: () => loadedTexts }

async function makeWallet() {
  const wallet = await createTestWallet()
  await wallet.refresh()
  return wallet
}

describe('the pre-rendered card', () => {
  it('shows the BHYT QR text as it was rendered when it was stored', async () => {
    const { db } = await makeWallet()
    const preRendered = await (await load())({ ...(await openWallet(db)), ...moment })
    expect(preRendered?.language).toBe('vi')
    expect(preRendered?.html).toContain('path of DN4010199990001|text')
    expect(preRendered?.html).toContain('NGUYỄN THỊ HOÀNG PHƯƠNG ANH')
    expect(rendered).toEqual([])
  })

  it('shows a live code made at this moment, if that was chosen', async () => {
    const { db } = await makeWallet()
    await saveChoice(db, { code: 'live', cardId: 'card-2' })
    const preRendered = await (await load())({ ...(await openWallet(db)), ...moment, now: NOW + 60 })
    expect(preRendered?.html).toContain(`data-at="${NOW + 60}"`)
    expect(preRendered?.html).toContain('NGUYỄN HOÀNG NAM')
    const verified = await verifyCard(rendered[0] ?? '', { trustList: TRUST_LIST, now: NOW + 61 })
    expect(verified.verdict).toBe('valid')
  })

  it('speaks the language that was chosen', async () => {
    const { db } = await makeWallet()
    await saveLanguage(db, 'en')
    const preRendered = await (await load())({ ...(await openWallet(db)), ...moment })
    expect(preRendered?.language).toBe('en')
  })

  it('shows what the ready page carries with the BHYT QR text only', async () => {
    const { db, caches } = await makeWallet()
    await saveChoice(db, { code: 'live' })
    const summary = await readReadyPage(caches)
    if (!summary) throw new Error('no ready page')
    const preRendered = await (await load())({ summary, ...moment })
    expect(rendered).toEqual(['DN4010199990001|text'])
    expect(preRendered?.html).not.toContain('value="live"')
  })

  it('leaves an empty wallet to the page', async () => {
    const db = await openTestDatabase()
    expect(await (await load())({ ...(await openWallet(db)), ...moment })).toBeUndefined()
  })
})
