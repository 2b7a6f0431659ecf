import { describe, expect, it, vi } from 'vitest'
import {
  forgetPresentations,
  listPresentations,
  MOST_PRESENTATIONS,
  notePresentation,
} from '../../../../src/wallet/presenting/presentations.ts'
import { NOW } from '../../../support/vectors/world.ts'
import { createTestWallet } from '../../../support/wallet/test-wallet.ts'

const asked = { at: NOW, cardId: 'card-1', mode: 'counter', facilityCode: '01929' } as const

async function openTestDatabase() {
  const { db, refresh } = await createTestWallet()
  await refresh()
  return db
}

describe('where the card was shown', () => {
  it('is kept sealed, the newest first, and forgotten one by one or as a whole', async () => {
    const db = await openTestDatabase()
    expect(await listPresentations(db)).toEqual([])
    await notePresentation(db, asked)
    await notePresentation(db, { at: NOW + 60, cardId: 'card-1', mode: 'quick' })
    const list = await listPresentations(db)
    expect(list).toMatchObject([{ at: NOW + 60, cardId: 'card-1', mode: 'quick' }, asked])
    const rows = await db.transact(['presentations'], 'readonly', (tx) =>
      tx.objectStore('presentations').getAll(),
    )
    // Neither facility nor card nor time stands in clear.
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`01929|card-|counter|${NOW}`))
    await forgetPresentations(db, list[0]?.id)
    expect(await listPresentations(db)).toMatchObject([asked])
    await forgetPresentations(db)
    expect(await listPresentations(db)).toEqual([])
  })

  it('loses the oldest past its bound, and counts on after a deletion', async () => {
    const db = await openTestDatabase()
    for (let at = 0; at < MOST_PRESENTATIONS + 2; at++) await notePresentation(db, { ...asked, at })
    const list = await listPresentations(db)
    expect(list).toHaveLength(MOST_PRESENTATIONS)
    expect(list.at(-1)?.at).toBe(2)
    await forgetPresentations(db, list[5]?.id)
    await notePresentation(db, { ...asked, at: NOW })
    const after = await listPresentations(db)
    expect(after[0]?.at).toBe(NOW)
    expect(after).toHaveLength(MOST_PRESENTATIONS)
  })

  it('loses none that two pages note at once', async () => {
    const db = await openTestDatabase()
    await Promise.all([1, 2, 3].map((at) => notePresentation(db, { ...asked, at })))
    expect((await listPresentations(db)).map(({ at }) => at).sort()).toEqual([1, 2, 3])
  })

  it('is not noted of a card that went while it was being noted, nor sealed to a key that went', async () => {
    const db = await openTestDatabase()
    await notePresentation(db, asked)
    const wipe = (store: 'keys' | 'cards') =>
      db.transact([store], 'readwrite', (tx) => tx.objectStore(store).clear())
    const whileSealing = async (change: () => Promise<unknown>) => {
      const { encrypt } = crypto.subtle
      const spy = vi.spyOn(crypto.subtle, 'encrypt').mockImplementationOnce(async (...words) => {
        await change()
        return encrypt.apply(crypto.subtle, words)
      })
      await notePresentation(db, { ...asked, at: NOW + 1 })
      expect(spy).toHaveBeenCalled()
      spy.mockRestore()
    }
    const count = () =>
      db.transact(['presentations'], 'readonly', (tx) => tx.objectStore('presentations').count())
    await whileSealing(() => wipe('keys'))
    expect(await count()).toBe(1)
    await whileSealing(() => wipe('cards'))
    expect(await count()).toBe(1)
  })

  it('is listed beside a row that does not open', async () => {
    const db = await openTestDatabase()
    await notePresentation(db, asked)
    await db.transact(['presentations'], 'readwrite', async (tx) => {
      const store = tx.objectStore('presentations')
      const [row] = await store.getAll()
      if (row) await store.put({ ...row, id: '000000009' })
    })
    expect(await listPresentations(db)).toMatchObject([asked])
    await db.transact(['presentations'], 'readwrite', (tx) =>
      tx.objectStore('presentations').delete('000000001'),
    )
    await expect(listPresentations(db)).rejects.toMatchObject({ code: 'storage_damaged' })
  })
})
