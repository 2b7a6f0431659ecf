/**
 * Writes the device database of today's format as a fossil: `node tests/write/fossil.ts tests/fossils/v3`.
 * Run once per released format; a fossil is never written again.
 */
import 'fake-indexeddb/auto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compressPublicKey } from '../../src/core/cose/p256.ts'
import { loadSummary } from '../../src/wallet/cards/read-wallet.ts'
import { addSelfDeclaredCard } from '../../src/wallet/cards/self-declared-cards.ts'
import { type StoreName, stores } from '../../src/wallet/database/stores.ts'
import { openWalletDatabase } from '../../src/wallet/database/wallet-database.ts'
import { loadChanges } from '../../src/wallet/history/load-changes.ts'
import { loadHistories, loadHistory } from '../../src/wallet/history/load-history.ts'
import { saveDraft } from '../../src/wallet/outbox/drafts.ts'
import { listOutbox, queueItem } from '../../src/wallet/outbox/outbox.ts'
import { listPresentations, notePresentation } from '../../src/wallet/presenting/presentations.ts'
import { refreshWallet } from '../../src/wallet/refresh/refresh-wallet.ts'
import { loadBlob, saveBlob } from '../../src/wallet/sealing/blobs.ts'
import { saveChoice, saveLanguage } from '../../src/wallet/session/preferences.ts'
import { noteSignedIn } from '../../src/wallet/session/sign-in.ts'
import { noTimer } from '../support/issuer/no-timer.ts'
import { FACE, NOW } from '../support/vectors/world.ts'
import { toFossil } from '../support/wallet/fossil-notation.ts'
import { createIssuerDouble, ROOTS } from '../support/wallet/issuer-double.ts'
import { createMemoryCaches } from '../support/wallet/memory-caches.ts'
import { DECLARATION } from '../unit/wallet/outbox/outbox-items.ts'

const folder = process.argv[2]
if (!folder || existsSync(join(folder, 'rows.json'))) throw new Error('name a folder without a fossil')

const db = await openWalletDatabase()
const issuer = await createIssuerDouble()

// Keys that can be written down; the wallet makes its own otherwise.
await db.transact(['keys'], 'readwrite', async (tx) => {
  await tx.objectStore('keys').put({ id: 'device', raw: new Uint8Array(32).map((_, at) => at) })
})
for (const { cardId } of issuer.cards) {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const publicKey = compressPublicKey(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  await db.transact(['keys'], 'readwrite', async (tx) => {
    const id = `holder:${cardId}` as const
    await tx.objectStore('keys').put({ id, cardId, privateKey: pair.privateKey, publicKey, enrolled: false })
  })
}

await noteSignedIn(db)
const refresh = () =>
  refreshWallet(
    {
      db,
      issuer: { fetch: issuer.fetch, now: () => issuer.now, startTimer: noTimer },
      roots: ROOTS,
      readShippedTrustList: async () => undefined,
      caches: createMemoryCaches(),
      renderQr: () => ({ path: 'M0 0h1v1h-1z', size: 21 }),
      onChange: () => {},
    },
    { force: true },
  )
issuer.cards = issuer.cards.map((card) =>
  card.relation === 'child' ? { ...card, personId: 'person-2' } : card,
)
issuer.dependants = { 'person-2': { sequence: 1 } }
await refresh()
// A month more, not yet seen.
issuer.participation = [{ kind: 'bhyt', from: '2020-01', to: '2027-01' }]
issuer.sequence = 2
await refresh()
await addSelfDeclaredCard(
  db,
  {
    face: { ...FACE, bhytNumber: 'GD4010199990009' },
    hospitalText: 'scanned',
    label: 'Bà ngoại',
    relation: 'other',
  },
  { newId: 'fossil', now: NOW },
)
await saveChoice(db, { cardId: 'card-2', code: 'live' })
await saveLanguage(db, 'en')
await saveDraft(db, 'personal-details', { name: 'Nguyễn Thị Mẫu' })
await saveBlob(db, 'draft/registration', 'portrait', new Uint8Array([1, 2, 3]))
await queueItem(
  db,
  { kind: 'registration', payload: DECLARATION, blobs: { portrait: new Uint8Array([4]) } },
  { id: '00000000-0000-4000-8000-000000000002', now: NOW },
)
await queueItem(
  db,
  { kind: 'report', payload: { row: { section: 'holder' }, mistake: 'wrong-name', text: 'Sai tên' } },
  { id: '00000000-0000-4000-8000-000000000001', now: NOW },
)
await notePresentation(db, { at: NOW, cardId: 'card-1', mode: 'counter', facilityCode: '01001' })
await notePresentation(db, { at: NOW + 60, cardId: 'card-2', mode: 'quick' })

const names = Object.keys(stores) as StoreName[]
const rows = await db.transact(names, 'readonly', async (tx) =>
  Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await tx.objectStore(name).getAll()] as const)),
  ),
)
mkdirSync(folder, { recursive: true })
const write = async (name: string, value: unknown) =>
  writeFileSync(join(folder, name), `${JSON.stringify(await toFossil(value), null, 1)}\n`)
await write('rows.json', rows)
// Not stored: what is newest under a signature.
const { newestSigned: _, ...face } = await loadSummary(db)
await write('expected.json', {
  face,
  history: await loadHistory(db),
  histories: await loadHistories(db),
  changes: await loadChanges(db),
  outbox: await listOutbox(db),
  portrait: await loadBlob(db, 'draft/registration', 'portrait'),
  presentations: await listPresentations(db),
})
