import { afterEach, describe, expect, it, vi } from 'vitest'
import type { WalletDatabase } from '../../../../src/wallet/database/wallet-database.ts'
import { dropDraft } from '../../../../src/wallet/outbox/drafts.ts'
import {
  draftNameOf,
  listServiceDrafts,
  type ServiceDraft,
  saveServiceDraft,
} from '../../../../src/wallet/outbox/service-drafts.ts'
import { loadBlob } from '../../../../src/wallet/sealing/blobs.ts'
import { NOW } from '../../../support/vectors/world.ts'
import { openTestDatabase } from '../../../support/wallet/test-wallet.ts'

const draft: ServiceDraft = {
  id: '00000000-0000-4000-8000-00000000000a',
  service: 'reissue-of-something',
  version: 1,
  answers: { reason: 'lost', proof: ['a'] },
  page: 'reason',
  changedAt: NOW,
}
const [first, second] = [new Uint8Array([1, 2, 3]), new Uint8Array([4, 5])]
const readFile = (db: WalletDatabase, name: string) => loadBlob(db, `draft/${draftNameOf(draft.id)}`, name)

afterEach(() => void vi.restoreAllMocks())

describe('the draft of a request', () => {
  it('comes back with its files, beside others, the newest first', async () => {
    const db = await openTestDatabase()
    expect(await listServiceDrafts(db)).toEqual([])
    await saveServiceDraft(db, draft, { added: { a: first } })
    const other = { ...draft, id: '00000000-0000-4000-8000-00000000000b', changedAt: NOW + 1 }
    await saveServiceDraft(db, other)
    expect(await listServiceDrafts(db)).toEqual([other, draft])
    expect(await readFile(db, 'a')).toEqual(first)
    await dropDraft(db, draftNameOf(draft.id))
    expect(await listServiceDrafts(db)).toEqual([other])
    expect(await readFile(db, 'a')).toBeUndefined()
  })

  it('says nowhere in clear which service it is, nor what was answered', async () => {
    const db = await openTestDatabase()
    await saveServiceDraft(db, draft, { added: { a: first } })
    const rows = await db.transact(['drafts', 'blobs'], 'readonly', async (tx) => [
      ...(await tx.objectStore('drafts').getAll()),
      ...(await tx.objectStore('blobs').getAll()),
    ])
    const readable = JSON.stringify(rows, (_key, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    )
    expect(rows).toHaveLength(2)
    expect(readable).not.toMatch(/reissue|lost|reason/)
  })

  // Answers name their files: one without the other is a loss.
  it.each([1, 2, 3])('is wholly as before where write %i of a change fails', async (failing) => {
    const db = await openTestDatabase()
    await saveServiceDraft(db, draft, { added: { a: first } })
    const changed = { ...draft, answers: { reason: 'lost', proof: ['b', 'c'] } }
    let writes = 0
    for (const method of ['put', 'delete'] as const) {
      const original = IDBObjectStore.prototype[method]
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
        this: IDBObjectStore,
        ...inputs: unknown[]
      ) {
        if (++writes === failing) throw new DOMException('', 'QuotaExceededError')
        return Reflect.apply(original, this, inputs)
      })
    }
    const change = { added: { b: second, c: second }, removed: ['a'] }
    await expect(saveServiceDraft(db, changed, change)).rejects.toMatchObject({ code: 'storage_full' })
    vi.restoreAllMocks()
    expect(await listServiceDrafts(db)).toEqual([draft])
    expect(await readFile(db, 'a')).toEqual(first)
    expect(await readFile(db, 'b')).toBeUndefined()
    await saveServiceDraft(db, changed, change)
    expect(await listServiceDrafts(db)).toEqual([changed])
    expect(await readFile(db, 'a')).toBeUndefined()
    expect(await readFile(db, 'c')).toEqual(second)
  })

  it('is never longer than a form', async () => {
    const db = await openTestDatabase()
    const long = { ...draft, answers: { reason: 'x'.repeat(200_000) } }
    await expect(saveServiceDraft(db, long)).rejects.toThrow(RangeError)
  })
})
