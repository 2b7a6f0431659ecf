import { describe, expect, it } from 'vitest'
import {
  forgetPresentations,
  listPresentations,
  MOST_PRESENTATIONS,
  notePresentation,
} from '../../../../src/wallet/presenting/presentations.ts'
import { NOW } from '../../../support/vectors/world.ts'
import { openTestDatabase } from '../../../support/wallet/test-wallet.ts'

const asked = { at: NOW, cardId: 'card-1', mode: 'counter', facilityCode: '01929' } as const

describe('where the card was shown', () => {
  it('is kept sealed, the newest first, and forgotten one by one or as a whole', async () => {
    const db = await openTestDatabase()
    expect(await listPresentations(db)).toEqual([])
    await notePresentation(db, asked)
    await notePresentation(db, { at: NOW + 60, cardId: 'card-2', mode: 'quick' })
    const list = await listPresentations(db)
    expect(list).toMatchObject([{ at: NOW + 60, cardId: 'card-2', mode: 'quick' }, asked])
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
})
