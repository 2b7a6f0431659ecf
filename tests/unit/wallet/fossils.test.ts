import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openDB } from 'idb'
import { describe, expect, it, vi } from 'vitest'
import { verifyCard } from '../../../src/core/credential/verify-card.ts'
import { CARD_SCHEMA } from '../../../src/wallet/cards/card-record.ts'
import { loadSummary } from '../../../src/wallet/cards/read-wallet.ts'
import { migrations } from '../../../src/wallet/database/migrations.ts'
import { DATABASE_NAME, openWalletDatabase } from '../../../src/wallet/database/wallet-database.ts'
import { loadChanges } from '../../../src/wallet/history/load-changes.ts'
import { loadHistories, loadHistory } from '../../../src/wallet/history/load-history.ts'
import { loadDraft } from '../../../src/wallet/outbox/drafts.ts'
import { listOutbox } from '../../../src/wallet/outbox/outbox.ts'
import { sendOutbox } from '../../../src/wallet/outbox/send-outbox.ts'
import { presentLiveCode } from '../../../src/wallet/presenting/present-code.ts'
import { listPresentations } from '../../../src/wallet/presenting/presentations.ts'
import { refreshWallet } from '../../../src/wallet/refresh/refresh-wallet.ts'
import { loadBlob } from '../../../src/wallet/sealing/blobs.ts'
import { readDeviceKey } from '../../../src/wallet/sealing/device-key.ts'
import { openRecord } from '../../../src/wallet/sealing/tier-a.ts'
import { signOut } from '../../../src/wallet/session/sign-out.ts'
import { NOW, TRUST_LIST } from '../../support/vectors/world.ts'
import { fromFossil } from '../../support/wallet/fossil-notation.ts'
import { createMemoryCaches } from '../../support/wallet/memory-caches.ts'
import { NO_ISSUER, recordSenders } from './outbox/outbox-items.ts'

const folder = resolve(import.meta.dirname, '../../fossils')
const fossils = readdirSync(folder)
  .filter((name) => /^v\d+$/.test(name))
  .map((name) => ({ name, version: Number(name.slice(1)) }))

async function readFossil(name: string, file: string): Promise<Record<string, unknown>> {
  return (await fromFossil(JSON.parse(readFileSync(join(folder, name, file), 'utf8')))) as Record<
    string,
    unknown
  >
}

/** A device whose database was written by the version of the fossil. */
async function bringBack(name: string, version: number): Promise<void> {
  vi.stubGlobal('indexedDB', new IDBFactory())
  const rows = await readFossil(name, 'rows.json')
  const old = await openDB(DATABASE_NAME, version, {
    upgrade: (database) => {
      for (const store of Object.keys(rows)) database.createObjectStore(store, { keyPath: 'id' })
    },
  })
  for (const [store, values] of Object.entries(rows)) {
    for (const value of values as unknown[]) await old.put(store, value)
  }
  old.close()
}

function withoutPaperCodes(face: unknown): unknown {
  const { cards, ...rest } = face as { cards: { paperCredential?: unknown }[] }
  expect(cards.filter(({ paperCredential }) => paperCredential)).not.toEqual([])
  return { ...rest, cards: cards.map(({ paperCredential: _, ...card }) => card) }
}

describe('stored data of every released format', () => {
  it('has a fossil of each', () => {
    expect(fossils.map(({ version }) => version)).toEqual(migrations.map((_, at) => at + 1))
  })

  it.each(fossils)('reads $name', async ({ name, version }) => {
    await bringBack(name, version)
    const expected = await readFossil(name, 'expected.json')
    const db = await openWalletDatabase()
    const summary = await loadSummary(db)
    // Not stored: what is newest under a signature.
    const { newestSigned, ...stored } = summary
    // Earlier releases have kept the bearer codes for print; this one takes none of them over.
    expect(stored).toEqual(withoutPaperCodes(expected['face']))
    expect(newestSigned).toBe(NOW)
    expect(await loadHistory(db)).toEqual(expected['history'])
    // of dependants, and what is new: since version 2
    const alone = [{ personId: 'person-1', relation: 'self', history: expected['history'] }]
    expect(await loadHistories(db)).toEqual(expected['histories'] ?? alone)
    expect(await loadChanges(db)).toEqual(expected['changes'] ?? [])
    expect(await loadDraft(db, 'personal-details')).toEqual({ name: 'Nguyễn Thị Mẫu' })
    // since version 2
    const outbox = await listOutbox(db)
    expect(outbox).toEqual(expected['outbox'] ?? [])
    expect(await loadBlob(db, 'draft/registration', 'portrait')).toEqual(expected['portrait'])
    // since version 3
    expect(await listPresentations(db)).toEqual(expected['presentations'] ?? [])
    const sent: unknown[] = []
    await sendOutbox({ db, issuer: NO_ISSUER, senders: recordSenders((sending) => void sent.push(sending)) })
    expect(sent).toHaveLength(outbox.length)
    const live = await presentLiveCode(db, summary.chosenCardId ?? '', NOW)
    if (!live.ok) throw new Error(live.error)
    expect(await verifyCard(live.value.text, { trustList: TRUST_LIST, now: NOW })).toMatchObject({
      verdict: 'valid',
    })
  })

  it.each(fossils)(
    'drops the bearer codes of $name at the first opening, without a network',
    async (fossil) => {
      await bringBack(fossil.name, fossil.version)
      const db = await openWalletDatabase()
      const before = await loadSummary(db)
      await refreshWallet(
        {
          db,
          issuer: NO_ISSUER,
          roots: [],
          readShippedTrustList: async () => undefined,
          caches: createMemoryCaches(),
          renderQr: () => ({ path: '', size: 21 }),
          onChange: () => {},
        },
        { force: false },
      )
      const [key, rows] = await db.transact(['keys', 'cards'], 'readonly', (tx) =>
        Promise.all([tx.objectStore('keys').get('device'), tx.objectStore('cards').getAll()]),
      )
      if (key?.id !== 'device') throw new Error('no key')
      const deviceKey = await readDeviceKey(key)
      const plain = await Promise.all(rows.map((row) => openRecord(deviceKey, 'cards', row)))
      expect(rows.map(({ schema }) => schema)).toEqual(rows.map(() => CARD_SCHEMA))
      expect(JSON.stringify(plain)).not.toContain('paperCredential')
      expect((await loadSummary(db)).cards).toEqual(before.cards)
    },
  )

  it.each(fossils)('signs out of $name, and keeps its self-declared card', async ({ name, version }) => {
    await bringBack(name, version)
    const db = await openWalletDatabase()
    await signOut(db, createMemoryCaches())
    const { cards, signedIn } = await loadSummary(db)
    expect(cards.map(({ origin, label }) => [origin, label])).toEqual([['self-declared', 'Bà ngoại']])
    expect(signedIn).toBe(false)
  })
})
