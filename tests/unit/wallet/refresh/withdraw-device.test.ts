import { describe, expect, it } from 'vitest'
import { loadSummary, openWallet } from '../../../../src/wallet/cards/read-wallet.ts'
import { readReadyPage, readyCache } from '../../../../src/wallet/cards/ready-page.ts'
import { addSelfDeclaredCard } from '../../../../src/wallet/cards/self-declared-cards.ts'
import { PAYMENTS_ROW } from '../../../../src/wallet/database/stores.ts'
import { loadHistory } from '../../../../src/wallet/history/load-history.ts'
import { saveReminderChoice } from '../../../../src/wallet/history/reminder-choice.ts'
import { loadDraft, saveDraft } from '../../../../src/wallet/outbox/drafts.ts'
import { HELD_FOR } from '../../../../src/wallet/outbox/held-drafts.ts'
import { listOutbox, queueItem } from '../../../../src/wallet/outbox/outbox.ts'
import { listPresentations, notePresentation } from '../../../../src/wallet/presenting/presentations.ts'
import { refreshWallet } from '../../../../src/wallet/refresh/refresh-wallet.ts'
import { loadBlob, saveBlob } from '../../../../src/wallet/sealing/blobs.ts'
import { obtainTierB } from '../../../../src/wallet/sealing/tier-b.ts'
import { noteSignedIn } from '../../../../src/wallet/session/sign-in.ts'
import { FACE, NOW } from '../../../support/vectors/world.ts'
import { fillDisk } from '../../../support/wallet/memory-caches.ts'
import { createTestWallet } from '../../../support/wallet/test-wallet.ts'

const problem = (body: object) => Response.json(body, { status: 401 })
const replaced = () => problem({ code: 'device_replaced' })
const removed = () => problem({ code: 'session_expired', precisely: 'device_removed' })

/** A wallet with everything in it, one card of which the person has typed in. */
async function createFullWallet() {
  const wallet = await createTestWallet()
  const { db } = wallet
  await wallet.refresh()
  const face = { ...FACE, bhytNumber: 'HT2010199990009' }
  const card = { face, hospitalText: 'scanned', label: 'Bố', relation: 'self' } as const
  await addSelfDeclaredCard(db, card, { newId: 'own', now: NOW })
  await saveReminderChoice(db, { wanted: true })
  const ofPayments = { store: 'drafts', id: PAYMENTS_ROW, schema: 1 }
  const payments = await (await obtainTierB(db)).seal(ofPayments, { personId: 'p', view: {} })
  await db.transact(['drafts'], 'readwrite', (tx) => tx.objectStore('drafts').put(payments))
  await notePresentation(db, { at: NOW, cardId: 'card-1', mode: 'poster', facilityCode: '01001' })
  return wallet
}

describe('a device that is the account’s no longer', () => {
  it.each([
    ['device_replaced', replaced],
    ['device_removed', removed],
  ])('wipes what was issued when it hears %s', async (code, answer) => {
    const { db, caches, issuer, refresh, changes } = await createFullWallet()
    issuer.interfere = (path) => (path === '/api/snapshot' ? answer() : undefined)
    changes.length = 0
    expect(await refresh()).toEqual({ kind: 'failed', at: NOW, code })
    const { summary, holderKeys } = await openWallet(db)
    expect(summary.cards.map((card) => [card.origin, card.face.bhytNumber])).toEqual([
      ['self-declared', 'HT2010199990009'],
    ])
    expect(summary).toMatchObject({ signedIn: false, refresh: { last: { code } } })
    expect(holderKeys).toEqual([])
    expect(await loadHistory(db)).toBeUndefined()
    expect(await db.transact(['history'], 'readonly', (tx) => tx.objectStore('history').count())).toBe(0)
    expect(await db.transact(['choices'], 'readonly', (tx) => tx.objectStore('choices').count())).toBe(0)
    expect(await listPresentations(db)).toEqual([])
    expect(await db.transact(['drafts'], 'readonly', (tx) => tx.objectStore('drafts').getAllKeys())).toEqual(
      [],
    )
    expect((await readReadyPage(caches))?.cards.map(({ origin }) => origin)).toEqual(['self-declared'])
    expect(changes.length).toBeGreaterThan(0)
  })

  it('wipes it also on a full disk', async () => {
    const { db, caches, inputs, issuer } = await createFullWallet()
    const place = await caches.open(readyCache.name)
    await place.put(readyCache.shell, new Response('<p>empty</p>'))
    issuer.interfere = (path) => (path === '/api/snapshot' ? removed() : undefined)
    await refreshWallet({ ...inputs, caches: fillDisk(caches) }, { force: true })
    const { summary, holderKeys } = await openWallet(db)
    expect(summary.cards.map(({ origin }) => origin)).toEqual(['self-declared'])
    expect(holderKeys).toEqual([])
    expect(await readReadyPage(caches)).toBeUndefined()
  })

  it.each([
    ['a session that has ended', () => problem({ code: 'session_expired' })],
    ['a bare 401', () => new Response(null, { status: 401 })],
    ['a page in place of an answer', () => new Response('<p>device_removed</p>', { status: 401 })],
    [
      'a captive portal',
      () => new Response('<p>device_replaced</p>', { headers: { 'Content-Type': 'text/html' } }),
    ],
    ['an answer that is no problem', () => Response.json({ code: 'device_replaced' })],
    ['a code of the future', () => problem({ code: 'device_melted' })],
  ])('keeps everything at %s', async (_what, answer) => {
    const { db, caches, issuer, refresh } = await createFullWallet()
    issuer.interfere = (path) => (path === '/api/snapshot' ? answer() : undefined)
    await refresh()
    expect((await loadSummary(db)).cards).toHaveLength(3)
    expect((await loadHistory(db))?.participation).toHaveLength(1)
    expect((await readReadyPage(caches))?.cards).toHaveLength(3)
  })

  it('keeps everything if somebody has signed in here before the answer came', async () => {
    const { db, inputs, issuer } = await createFullWallet()
    const fetchLate = (async (path: string, init: RequestInit = {}) => {
      if (path !== '/api/snapshot') return issuer.fetch(path, init)
      await noteSignedIn(db)
      return replaced()
    }) as typeof fetch
    const late = { ...inputs, issuer: { ...inputs.issuer, fetch: fetchLate } }
    await refreshWallet(late, { force: true })
    const summary = await loadSummary(db)
    expect(summary.cards).toHaveLength(3)
    expect(summary.signedIn).toBe(true)
  })

  describe('holds what was typed and not sent', () => {
    async function createHeldWallet() {
      const wallet = await createFullWallet()
      const { db, issuer } = wallet
      await saveDraft(db, 'personal-details', { reason: 'đổi nơi khám' })
      await saveDraft(db, 'new-card', { number: 'HT2' })
      await saveBlob(db, 'draft/registration', 'front', new Uint8Array([1, 2, 3]))
      await saveDraft(db, 'registration', { step: 'pictures' })
      issuer.interfere = (path) => (path === '/api/snapshot' ? removed() : undefined)
      await wallet.refresh()
      issuer.interfere = () => undefined
      return wallet
    }
    const readPicture = async ({ db }: Awaited<ReturnType<typeof createHeldWallet>>) =>
      loadBlob(db, 'draft/registration', 'front')

    it('where no form finds it, but for the form of a self-declared card', async () => {
      const wallet = await createHeldWallet()
      expect(await loadDraft(wallet.db, 'personal-details')).toBeUndefined()
      expect(await loadDraft(wallet.db, 'registration')).toBeUndefined()
      expect(await readPicture(wallet)).toBeUndefined()
      expect(await loadDraft(wallet.db, 'new-card')).toEqual({ number: 'HT2' })
    })

    it('until the same person signs in again', async () => {
      const wallet = await createHeldWallet()
      await noteSignedIn(wallet.db)
      expect(await wallet.refresh()).toMatchObject({ kind: 'fresh' })
      expect(await loadDraft(wallet.db, 'personal-details')).toEqual({ reason: 'đổi nơi khám' })
      expect(await readPicture(wallet)).toEqual(new Uint8Array([1, 2, 3]))
      expect((await loadSummary(wallet.db)).cards).toHaveLength(3)
    })

    it('beside what somebody has typed into the same form since', async () => {
      const wallet = await createHeldWallet()
      const { db, issuer } = wallet
      await saveDraft(db, 'personal-details', { reason: 'đổi tên' })
      await noteSignedIn(db)
      await wallet.refresh()
      expect(await loadDraft(db, 'personal-details')).toEqual({ reason: 'đổi tên' })
      issuer.now += HELD_FOR
      await wallet.refresh()
      const ids = await db.transact(['drafts'], 'readonly', (tx) => tx.objectStore('drafts').getAllKeys())
      expect(ids.filter((id) => id.startsWith('held-'))).toEqual([])
    })

    it('and forgets it when another person signs in', async () => {
      const wallet = await createHeldWallet()
      wallet.issuer.personId = 'person-2'
      await noteSignedIn(wallet.db)
      await wallet.refresh()
      const left = await wallet.db.transact(['drafts', 'blobs'], 'readonly', async (tx) => [
        ...(await tx.objectStore('drafts').getAllKeys()),
        ...(await tx.objectStore('blobs').getAllKeys()),
      ])
      expect(left).toEqual([])
    })

    it('and forgets it after 30 days', async () => {
      const wallet = await createHeldWallet()
      const list = () =>
        wallet.db.transact(['drafts', 'blobs'], 'readonly', async (tx) => [
          ...(await tx.objectStore('drafts').getAllKeys()),
          ...(await tx.objectStore('blobs').getAllKeys()),
        ])
      wallet.issuer.now += HELD_FOR - 1
      await wallet.refresh()
      expect(await list()).toHaveLength(4)
      wallet.issuer.now += 1
      await wallet.refresh()
      expect(await list()).toEqual(['new-card'])
    })

    it('and forgets after 30 days what waits to be sent as well, unless the person has come back', async () => {
      for (const hasReturned of [false, true]) {
        const { db, issuer, refresh } = await createFullWallet()
        await queueItem(db, { kind: 'question', payload: { text: 'hỏi' } }, { id: 'asked', now: NOW })
        issuer.interfere = (path) => (path === '/api/snapshot' ? removed() : undefined)
        await refresh()
        issuer.interfere = () => undefined
        expect(await listOutbox(db)).toHaveLength(1)
        if (hasReturned) {
          await noteSignedIn(db)
          await refresh()
          issuer.signedIn = false
        }
        issuer.now += HELD_FOR
        await refresh()
        await refresh()
        expect(await listOutbox(db)).toHaveLength(hasReturned ? 1 : 0)
      }
    })
  })
})
