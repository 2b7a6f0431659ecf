import { beforeEach, describe, expect, it } from 'vitest'
import type { CardFace } from '../../../../src/core/card/card.ts'
import { parsePartialDate } from '../../../../src/core/dates/partial-date.ts'
import { loadSummary } from '../../../../src/wallet/cards/read-wallet.ts'
import {
  addSelfDeclaredCard,
  isSameNumber,
  MOST_SELF_DECLARED_CARDS,
  removeSelfDeclaredCard,
  renameCard,
  reorderCards,
  restoreCard,
} from '../../../../src/wallet/cards/self-declared-cards.ts'
import type { WalletDatabase } from '../../../../src/wallet/database/wallet-database.ts'
import { dropDraft, loadDraft, saveDraft } from '../../../../src/wallet/outbox/drafts.ts'
import { createTestWallet, openTestDatabase } from '../../../support/wallet/test-wallet.ts'

const born = parsePartialDate('1960')
if (!born.ok) throw new Error(born.error)
const dateOfBirth = born.value

function faceOf(bhytNumber: string, fullName = 'Trần Văn Mẫu'): CardFace {
  const bhxhCode =
    bhytNumber.length === 15 ? bhytNumber.slice(5) : bhytNumber.length === 10 ? bhytNumber : undefined
  return { bhytNumber, fullName, dateOfBirth, ...(bhxhCode && { bhxhCode }) }
}

let db: WalletDatabase
let added = 0
const add = (face: CardFace, hospitalText = `${face.bhytNumber}|text`) =>
  addSelfDeclaredCard(
    db,
    { face, hospitalText, relation: 'self' },
    { newId: `id${added++}`, now: 1000 + added },
  )
const names = async () => (await loadSummary(db)).cards.map(({ face, label }) => label ?? face.fullName)

describe('self-declared cards', () => {
  beforeEach(async () => {
    added = 0
    db = await openTestDatabase()
  })

  it('come in without any sign-in, sealed, and are shown at once', async () => {
    const card = await add(faceOf('DN4010199990001'))
    expect(card).toMatchObject({ ok: true, value: { cardId: '~id0', origin: 'self-declared', position: 0 } })
    const { cards, chosenCardId, signedIn } = await loadSummary(db)
    expect(cards).toHaveLength(1)
    expect({ chosenCardId, signedIn }).toEqual({ chosenCardId: '~id0', signedIn: false })
    const rows = await db.transact(['cards'], 'readonly', (tx) => tx.objectStore('cards').getAll())
    expect(JSON.stringify(rows.map(({ sealed }) => [...sealed]))).not.toContain('Mẫu')
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['id', 'iv', 'schema', 'sealed', 'sequence'])
  })

  it('of the same number are brought up to date in their place, by the 15 or the 10 characters', async () => {
    await add(faceOf('DN4010199990001'))
    await add(faceOf('001085990002', 'Lê Thị Mẫu'))
    await renameCard(db, '~id0', 'Thẻ của bố')
    const again = await add(faceOf('0199990001'), 'newer text')
    expect(again).toMatchObject({
      ok: true,
      value: { cardId: '~id0', label: 'Thẻ của bố', hospitalText: 'newer text' },
    })
    expect(await names()).toEqual(['Thẻ của bố', 'Lê Thị Mẫu'])
    expect(isSameNumber(faceOf('001085990002'), faceOf('001085990003'))).toBe(false)
  })

  it('are renamed, put in order, taken out and taken back', async () => {
    for (const [number, name] of [
      ['0199990001', 'Một Mẫu'],
      ['0199990002', 'Hai Mẫu'],
      ['0199990003', 'Ba Mẫu'],
    ] as const) {
      await add(faceOf(number, name))
    }
    await reorderCards(db, ['~id2', '~id0'])
    expect(await names()).toEqual(['Ba Mẫu', 'Một Mẫu', 'Hai Mẫu'])
    await renameCard(db, '~id0', '  Thẻ con  ')
    expect(await names()).toEqual(['Ba Mẫu', 'Thẻ con', 'Hai Mẫu'])
    await renameCard(db, '~id0', ' ')
    const removed = await removeSelfDeclaredCard(db, '~id0')
    expect(await names()).toEqual(['Ba Mẫu', 'Hai Mẫu'])
    expect(await removeSelfDeclaredCard(db, '~id0')).toBeUndefined()
    if (removed) await restoreCard(db, removed)
    expect(await names()).toEqual(['Ba Mẫu', 'Một Mẫu', 'Hai Mẫu'])
  })

  it('stay few', async () => {
    for (let i = 0; i < MOST_SELF_DECLARED_CARDS; i++)
      await add(faceOf(String(199990000 + i).padStart(10, '0')))
    expect(await add(faceOf('0199999999'))).toEqual({ ok: false, error: 'too_many' })
    expect((await add(faceOf('0199990000'))).ok).toBe(true)
  })
})

describe('self-declared cards beside the insurer’s', () => {
  it('are refused for a signed card, and give way to it', async () => {
    const wallet = await createTestWallet()
    db = wallet.db
    added = 0
    const { cards } = await (async () => {
      await wallet.refresh()
      return loadSummary(db)
    })()
    const issued = cards[0]
    if (!issued) throw new Error('the double issues no card')
    expect(await add(issued.face)).toEqual({ ok: false, error: 'issued_already' })
    expect(await removeSelfDeclaredCard(db, issued.cardId)).toBeUndefined()
    expect((await loadSummary(db)).cards.map(({ cardId }) => cardId)).toContain(issued.cardId)
  })

  it('are replaced when the signed card of their number comes in, which takes over name and place', async () => {
    const first = await createTestWallet()
    await first.refresh()
    const issued = (await loadSummary(first.db)).cards[0]
    if (!issued) throw new Error('the double issues no card')

    const wallet = await createTestWallet()
    db = wallet.db
    added = 0
    await add(issued.face)
    await add(faceOf('0188880001', 'Người Khác'))
    await renameCard(db, '~id0', 'Thẻ của tôi')
    await wallet.refresh()
    const { cards } = await loadSummary(db)
    const replaced = cards.find(({ cardId }) => cardId === issued.cardId)
    expect(replaced).toMatchObject({ origin: 'issued', label: 'Thẻ của tôi', position: 0 })
    expect(cards.filter(({ origin }) => origin === 'self-declared').map(({ face }) => face.fullName)).toEqual(
      ['Người Khác'],
    )
  })
})

describe('drafts', () => {
  it('are kept sealed until they are dropped', async () => {
    const device = await openTestDatabase()
    expect(await loadDraft(device, 'new-card')).toBeUndefined()
    await saveDraft(device, 'new-card', { fullName: 'Trần Văn' })
    await saveDraft(device, 'new-card', { fullName: 'Trần Văn Mẫu' })
    expect(await loadDraft(device, 'new-card')).toEqual({ fullName: 'Trần Văn Mẫu' })
    expect(await loadDraft(device, 'personal-details')).toBeUndefined()
    const rows = await device.transact(['drafts'], 'readonly', (tx) => tx.objectStore('drafts').getAll())
    expect(rows.map(({ id }) => id)).toEqual(['new-card'])
    expect(JSON.stringify(rows)).not.toContain('Mẫu')
    await dropDraft(device, 'new-card')
    expect(await loadDraft(device, 'new-card')).toBeUndefined()
  })
})
