import { deleteDB, openDB } from 'idb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../src/core/app-error.ts'
import { loadSummary } from '../../../../src/wallet/cards/read-wallet.ts'
import {
  pageMarks,
  readReadyPage,
  readyCache,
  writeCarried,
  writeReadyPage,
} from '../../../../src/wallet/cards/ready-page.ts'
import { addSelfDeclaredCard } from '../../../../src/wallet/cards/self-declared-cards.ts'
import type { WalletSummary } from '../../../../src/wallet/cards/wallet-card.ts'
import { migrations } from '../../../../src/wallet/database/migrations.ts'
import { type StoreName, stores } from '../../../../src/wallet/database/stores.ts'
import {
  DATABASE_NAME,
  openWalletDatabase,
  type WalletDatabase,
} from '../../../../src/wallet/database/wallet-database.ts'
import { loadHistory } from '../../../../src/wallet/history/load-history.ts'
import { dropDraft, loadDraft, saveDraft } from '../../../../src/wallet/outbox/drafts.ts'
import { queueItem } from '../../../../src/wallet/outbox/outbox.ts'
import { obtainHolderKey } from '../../../../src/wallet/presenting/holder-key.ts'
import { notePresentation } from '../../../../src/wallet/presenting/presentations.ts'
import { refreshWallet } from '../../../../src/wallet/refresh/refresh-wallet.ts'
import { dropBlob, LARGEST_BLOB, loadBlob, saveBlob } from '../../../../src/wallet/sealing/blobs.ts'
import { findDeviceKey, obtainDeviceKey } from '../../../../src/wallet/sealing/device-key.ts'
import { openRecord, sealRecord } from '../../../../src/wallet/sealing/tier-a.ts'
import { noteSessionToEnd } from '../../../../src/wallet/session/end-session.ts'
import { saveChoice, saveLanguage } from '../../../../src/wallet/session/preferences.ts'
import {
  eraseDevice,
  reopenWallet,
  signOut,
  storesClearedOn,
} from '../../../../src/wallet/session/sign-out.ts'
import { eventually } from '../../../support/eventually.ts'
import { NOW } from '../../../support/vectors/world.ts'
import { createRefusedCaches } from '../../../support/wallet/memory-caches.ts'
import { createTestWallet, openTestDatabase } from '../../../support/wallet/test-wallet.ts'
import { REPORT } from '../outbox/outbox-items.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A promise that is kept by a call. */
function createLatch() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

const storeNames = Object.keys(stores) as StoreName[]

function countRows(db: WalletDatabase): Promise<Record<string, number>> {
  return db.transact(storeNames, 'readonly', async (tx) =>
    Object.fromEntries(
      await Promise.all(storeNames.map(async (name) => [name, await tx.objectStore(name).count()] as const)),
    ),
  )
}

describe('the device database', () => {
  it('has the stores of the table and no other', async () => {
    await openTestDatabase()
    const raw = await openDB(DATABASE_NAME)
    expect([...raw.objectStoreNames].sort()).toEqual([...storeNames].sort())
    expect(raw.version).toBe(migrations.length)
    raw.close()
  })

  it('says when it does not open in time', async () => {
    const silent = { addEventListener: { value: () => {} } }
    vi.stubGlobal('indexedDB', { open: () => Object.create(IDBOpenDBRequest.prototype, silent) })
    vi.useFakeTimers()
    const opening = expect(openWalletDatabase()).rejects.toMatchObject({ code: 'storage_timeout' })
    await vi.advanceTimersByTimeAsync(2_000)
    await opening
  })

  it('says when it cannot be opened', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('', 'SecurityError')
      },
    })
    await expect(openWalletDatabase()).rejects.toMatchObject({ code: 'storage_unavailable' })
  })

  it('lets go for a newer version, and comes back when it can', async () => {
    const db = await openTestDatabase()
    await saveLanguage(db, 'en')
    const newer = await openDB(DATABASE_NAME, migrations.length + 1)
    newer.close()
    await expect(loadSummary(db)).rejects.toMatchObject({ code: 'storage_unavailable' })
  })

  it('reopens a connection that the browser closed', async () => {
    const db = await openTestDatabase()
    await saveLanguage(db, 'ja')
    db.close()
    expect((await loadSummary(db)).language).toBe('ja')
    await deleteDB(DATABASE_NAME)
    expect((await loadSummary(db)).language).toBeUndefined()
  })

  it('undoes the whole transaction when a part of it fails', async () => {
    const db = await openTestDatabase()
    const failing = db.transact(['preferences'], 'readwrite', async (tx) => {
      await tx.objectStore('preferences').put({ id: 'language', value: 'ko' })
      throw new DOMException('', 'QuotaExceededError')
    })
    await expect(failing).rejects.toMatchObject({ code: 'storage_full' })
    expect((await loadSummary(db)).language).toBeUndefined()
  })
})

async function addOwnCard(db: WalletDatabase) {
  const { cards } = await loadSummary(db)
  const face = cards[0]?.face
  if (!face) throw new Error('the double issues no card')
  const { bhxhCode: _, ...rest } = face
  const card = {
    face: { ...rest, bhytNumber: 'GD4010199990009' },
    hospitalText: 'scanned',
    relation: 'other' as const,
  }
  await addSelfDeclaredCard(db, card, { newId: 'own', now: 1 })
}

/** A wallet with something in every store. */
async function fillWallet() {
  const wallet = await createTestWallet()
  const { db } = wallet
  await wallet.refresh()
  await saveLanguage(db, 'en')
  // A sign-out leaves the note; here it stands already.
  await noteSessionToEnd(db)
  await saveChoice(db, { cardId: 'card-2' })
  await saveDraft(db, 'personal-details', { name: 'An' })
  await saveBlob(db, 'draft/registration', 'portrait', new Uint8Array(3))
  await queueItem(db, { kind: 'report', payload: REPORT }, { id: 'one', now: NOW })
  await notePresentation(db, { at: NOW, cardId: 'card-1', mode: 'quick' })
  const rows = await countRows(db)
  for (const name of storeNames) expect(rows[name], name).toBeGreaterThan(0)
  return { ...wallet, rows }
}

describe('clearing', () => {
  it('empties at sign-out every store that says so, and the ready page, and keeps the others', async () => {
    const { db, caches, rows: before } = await fillWallet()
    await signOut(db, caches)
    const after = await countRows(db)
    for (const name of storeNames) {
      expect(after[name], name).toBe(stores[name].clearOn === 'never' ? before[name] : 0)
    }
    expect(await readReadyPage(caches)).toBeUndefined()
    expect(await loadHistory(db)).toBeUndefined()
  })

  it('leaves self-declared cards at sign-out, with what opens them, and nothing else of the person', async () => {
    const { db, caches, rows: before } = await fillWallet()
    await addOwnCard(db)
    await signOut(db, caches)
    const after = await countRows(db)
    for (const name of storeNames) {
      const outliving = 'outlives' in stores[name] ? 1 : 0
      expect(after[name], name).toBe(stores[name].clearOn === 'never' ? before[name] : outliving)
    }
    const summary = await loadSummary(db)
    expect(summary.signedIn).toBe(false)
    expect(summary.cards.map(({ cardId, hospitalText }) => [cardId, hospitalText])).toEqual([
      ['~own', 'scanned'],
    ])
    expect((await readReadyPage(caches))?.cards.map(({ cardId }) => cardId)).toEqual(['~own'])
  })

  it('leaves at sign-out no ready page of the account that a refresh was still writing', async () => {
    const { db, caches } = await fillWallet()
    await addOwnCard(db)
    let leaving: Promise<void> | undefined
    await writeReadyPage(caches, async () => {
      const summary = await loadSummary(db)
      leaving ??= signOut(db, caches)
      // Its rows go while this is being written; its own writing of the page waits.
      await eventually(async () => expect((await loadSummary(db)).signedIn).toBe(false))
      return summary
    })
    await leaving
    expect((await readReadyPage(caches))?.cards.map(({ cardId }) => cardId)).toEqual(['~own'])
  })

  it('takes everything at an erasure, the database too', async () => {
    const { db, caches } = await fillWallet()
    await addOwnCard(db)
    await eraseDevice(db, caches)
    expect(await indexedDB.databases()).toEqual([])
    expect(await readReadyPage(caches)).toBeUndefined()
    expect(await loadSummary(db)).toMatchObject({ cards: [], signedIn: false })
  })

  it('erases what it can reach when another page does not let go of the database', async () => {
    const { db, caches } = await fillWallet()
    const stuck = await openDB(DATABASE_NAME)
    await eraseDevice(db, caches)
    const left = await Promise.all([...stuck.objectStoreNames].map((name) => stuck.getAll(name)))
    // For a page that is closed before it can ask.
    expect(left.flat()).toEqual([{ id: 'end-session' }])
    stuck.close()
  })

  it('leaves no ready page of a worker that was writing one during an erasure and lost the database', async () => {
    const { db, caches } = await fillWallet()
    await (await caches.open(readyCache.name)).put(readyCache.shell, new Response(pageMarks.carried))
    let isErased = false
    const [begun, erasedRows] = [createLatch(), createLatch()]
    const readSummary = async () => {
      if (isErased) throw new AppError('storage_timeout')
      return loadSummary(db)
    }
    const render = async (summary: WalletSummary) => {
      begun.open()
      await erasedRows.opened
      return writeCarried(summary)
    }
    const writing = writeReadyPage(caches, readSummary, { render }).catch(() => {})
    await begun.opened
    const erasing = eraseDevice(db, caches)
    isErased = true
    setTimeout(erasedRows.open, 50)
    await Promise.all([writing, erasing])
    expect(await readReadyPage(caches)).toBeUndefined()
  })

  it('signs out of what the ready page carries where the browser keeps no database any more', async () => {
    const { db, caches } = await fillWallet()
    await writeReadyPage(caches, () => loadSummary(db))
    expect((await readReadyPage(caches))?.cards).not.toEqual([])
    await signOut(undefined, caches)
    expect(await readReadyPage(caches)).toBeUndefined()
  })

  it.each([
    ['refused', createRefusedCaches()],
    ['absent', undefined],
  ])('signs out, erases and refreshes where Cache Storage is %s', async (_, refused) => {
    const { db, inputs } = await fillWallet()
    const outcome = await refreshWallet({ ...inputs, caches: refused }, { force: true })
    expect(outcome.kind).not.toBe('failed')
    await signOut(db, refused)
    expect(await loadSummary(db)).toMatchObject({ cards: [], signedIn: false })
    await eraseDevice(db, refused)
    expect(await indexedDB.databases()).toEqual([])
  })

  it('empties the rows at a sign-out although the ready page does not go, and says that it does not', async () => {
    const { db, caches } = await fillWallet()
    const stuck = { ...caches, open: () => Promise.reject(new DOMException('', 'UnknownError')) }
    await expect(signOut(db, stuck)).rejects.toThrow()
    expect(await loadSummary(db)).toMatchObject({ cards: [], signedIn: false })
  })

  it('erases a database that the page could not open, and has nothing to erase where there can be none', async () => {
    const { db, caches } = await fillWallet()
    db.close()
    await eraseDevice(undefined, caches)
    expect(await indexedDB.databases()).toEqual([])
    const refuse = () => {
      throw new DOMException('', 'SecurityError')
    }
    vi.stubGlobal('indexedDB', { open: refuse, deleteDatabase: refuse })
    expect(await reopenWallet()).toBeUndefined()
    await eraseDevice(undefined, caches)
    expect(await readReadyPage(caches)).toBeUndefined()
  })

  it('empties at a lock nothing that the card needs', () => {
    expect(storesClearedOn('lock')).not.toContain('cards')
    expect(storesClearedOn('sign-out')).toEqual(expect.arrayContaining(storesClearedOn('lock')))
  })

  it('keeps no personal text readable in the database', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    await queueItem(db, { kind: 'report', payload: REPORT }, { id: 'one', now: NOW })
    const rows = await db.transact(storeNames, 'readonly', async (tx) => {
      return Promise.all(storeNames.map((name) => tx.objectStore(name).getAll()))
    })
    const readable = JSON.stringify(rows, (_key, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    )
    expect(readable).not.toMatch(/DN4010199990001|Ho.+ng Ph|0199990001|2 n.{1,4}m/)
  })
})

describe('drafts', () => {
  it('come back as they were typed, until they are dropped', async () => {
    const db = await openTestDatabase()
    expect(await loadDraft(db, 'new-card')).toBeUndefined()
    await saveDraft(db, 'new-card', { name: 'Nguyễn Thị Mẫu' })
    expect(await loadDraft(db, 'new-card')).toEqual({ name: 'Nguyễn Thị Mẫu' })
    await dropDraft(db, 'new-card')
    expect(await loadDraft(db, 'new-card')).toBeUndefined()
  })

  it('keep their own pictures, which go with them', async () => {
    const db = await openTestDatabase()
    await saveBlob(db, 'draft/registration', 'portrait', new Uint8Array([1, 2]))
    await saveBlob(db, 'draft/registration-file', 'portrait', new Uint8Array([3]))
    expect(await loadBlob(db, 'draft/registration', 'portrait')).toEqual(new Uint8Array([1, 2]))
    await dropDraft(db, 'registration')
    expect(await loadBlob(db, 'draft/registration', 'portrait')).toBeUndefined()
    expect(await loadBlob(db, 'draft/registration-file', 'portrait')).toEqual(new Uint8Array([3]))
    await dropBlob(db, 'draft/registration-file', 'portrait')
    expect(await loadBlob(db, 'draft/registration-file', 'portrait')).toBeUndefined()
    const tooLarge = saveBlob(db, 'draft/registration', 'portrait', new Uint8Array(LARGEST_BLOB + 1))
    await expect(tooLarge).rejects.toThrow(RangeError)
  })

  it('are never longer than a form', async () => {
    const db = await openTestDatabase()
    await saveDraft(db, 'new-card', { name: 'x'.repeat(30_000) })
    expect(await loadDraft(db, 'new-card')).toBeUndefined()
  })
})

describe('keys', () => {
  it('makes one device key, however many ask', async () => {
    const db = await openTestDatabase()
    expect(await findDeviceKey(db)).toBeUndefined()
    await Promise.all([obtainDeviceKey(db), obtainDeviceKey(db), obtainDeviceKey(db)])
    const key = await findDeviceKey(db)
    expect(key?.extractable).toBe(false)
    expect((await countRows(db))['keys']).toBe(1)
  })

  it('does without holder keys where the browser cannot store keys', async () => {
    const { db, refresh } = await createTestWallet()
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (value.privateKey) throw new DOMException('', 'DataCloneError')
      return put.call(this, value, key)
    })
    expect(await obtainHolderKey(db, 'card-1')).toBeUndefined()
    expect(await refresh()).toMatchObject({ kind: 'fresh' })
    const summary = await loadSummary(db)
    expect(summary).toMatchObject({ holderKeys: 'unavailable' })
    expect(summary.cards[0]).toMatchObject({ hospitalText: 'DN4010199990001|text' })
  })

  it('seals with stored bytes where the browser cannot store even the device key', async () => {
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (value.key || value.privateKey) throw new DOMException('', 'DataCloneError')
      return put.call(this, value, key)
    })
    const { db, refresh } = await createTestWallet()
    await refresh()
    expect((await loadSummary(db)).cards).toHaveLength(2)
    expect((await loadHistory(db))?.participation).toHaveLength(1)
  })

  it('seals with the same stored bytes, however many ask at once', async () => {
    const put = IDBObjectStore.prototype.put
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (value.key) throw new DOMException('', 'DataCloneError')
      return put.call(this, value, key)
    })
    const db = await openTestDatabase()
    const [one, other] = await Promise.all([obtainDeviceKey(db), obtainDeviceKey(db)])
    const row = await sealRecord(one, { store: 'cards', id: 'card-1', schema: 1, sequence: 0 }, 'a card')
    expect(await openRecord(other, 'cards', row)).toBe('a card')
  })
})
