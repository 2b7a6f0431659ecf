// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { PresentationsScreen } from '../../../../../src/app/screens/presentations/presentations-screen.tsx'
import { tScan } from '../../../../../src/app/texts/scan-texts.ts'
import { writeMoment } from '../../../../../src/i18n/written-forms.ts'
import { loadSummary } from '../../../../../src/wallet/cards/read-wallet.ts'
import {
  listPresentations,
  notePresentation,
  type Presentation,
} from '../../../../../src/wallet/presenting/presentations.ts'
import { DIRECTORY_TEXT } from '../../../../support/app/directory-text.ts'
import { renderScreen } from '../../../../support/app/render-screen.tsx'
import { eventually } from '../../../../support/eventually.ts'
import { FACE, NOW } from '../../../../support/vectors/world.ts'
import { createTestWallet } from '../../../../support/wallet/test-wallet.ts'

async function openList(...presentations: Presentation[]) {
  const { db, refresh } = await createTestWallet()
  await refresh()
  // A card that was there when its code was shown, and is not any more.
  await db.transact(['cards'], 'readwrite', async (tx) => {
    const store = tx.objectStore('cards')
    const row = await store.get('card-1')
    if (row) await store.put({ ...row, id: 'card-9' })
  })
  for (const each of presentations) await notePresentation(db, each)
  await db.transact(['cards'], 'readwrite', (tx) => tx.objectStore('cards').delete('card-9'))
  vi.stubGlobal('fetch', async () => new Response(DIRECTORY_TEXT))
  return { db, ...(await renderScreen(<PresentationsScreen />, { db, summary: await loadSummary(db) })) }
}

const counter = { at: NOW, cardId: 'card-1', mode: 'counter', facilityCode: '01929' } as const
const poster = { at: NOW + 60, cardId: 'card-9', mode: 'poster', facilityCode: '99ZZZ' } as const
const quick = { at: NOW + 120, cardId: 'card-1', mode: 'quick' } as const

describe('where the card was shown', () => {
  it('says that nothing was noted yet', async () => {
    const { text, hasButton } = await openList()
    expect(text()).toContain(tScan('shown.empty'))
    expect(hasButton(tScan('shown.clear'))).toBe(false)
  })

  it('says when, where as far as it is known, how, and whose card', async () => {
    const { root } = await openList(counter, poster, quick)
    await eventually(() => expect(root.textContent).toContain('Bạch Mai'))
    const rows = [...root.querySelectorAll('li')].map((row) => row.textContent ?? '')
    expect(rows).toHaveLength(3)
    expect(rows[0]).toContain(tScan('shown.noFacility'))
    expect(rows[0]).toContain(tScan('shown.mode.quick'))
    expect(rows[1]).toContain(tScan('shown.code', { code: '99-ZZZ' }))
    expect(rows[1]).toContain(tScan('shown.cardGone'))
    expect(rows[2]).toContain('Bệnh viện Bạch Mai (01-929)')
    expect(rows[2]).toContain(writeMoment(NOW, 'vi'))
    expect(rows[2]).toContain(FACE.fullName)
  })

  it('forgets one, and all of them only when it is said twice', async () => {
    const { db, press, text, status } = await openList(counter, poster, quick)
    await press(tScan('shown.deleteOf', { time: writeMoment(NOW + 60, 'vi') }))
    expect(await listPresentations(db)).toMatchObject([quick, counter])
    expect(status()).toContain(tScan('shown.deleted'))
    await press(tScan('shown.clear'))
    await press(tScan('shown.clearNo'))
    expect(await listPresentations(db)).toHaveLength(2)
    await press(tScan('shown.clear'))
    await press(tScan('shown.clearYes'))
    expect(await listPresentations(db)).toEqual([])
    expect(text()).toContain(tScan('shown.empty'))
  })

  it('says what is wrong with a damaged list, and lets it be deleted', async () => {
    const { db, refresh } = await createTestWallet()
    await refresh()
    await notePresentation(db, counter)
    await db.transact(['presentations'], 'readwrite', async (tx) => {
      const [row] = await tx.objectStore('presentations').getAll()
      if (row) await tx.objectStore('presentations').put({ ...row, sealed: new Uint8Array(20) })
    })
    const { alert, press, text } = await renderScreen(<PresentationsScreen />, { db })
    expect(alert()).not.toBe('')
    await press(tScan('shown.clear'))
    await press(tScan('shown.clearYes'))
    expect(alert()).toBe('')
    expect(text()).toContain(tScan('shown.empty'))
  })
})
