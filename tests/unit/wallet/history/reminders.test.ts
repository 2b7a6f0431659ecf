import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CardFace } from '../../../../src/core/card/card.ts'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import { languages } from '../../../../src/i18n/languages.ts'
import { notices } from '../../../../src/i18n/notices.ts'
import { remind } from '../../../../src/service-worker/remind.ts'
import { loadSummary } from '../../../../src/wallet/cards/read-wallet.ts'
import { addSelfDeclaredCard } from '../../../../src/wallet/cards/self-declared-cards.ts'
import { loadReminders } from '../../../../src/wallet/history/load-reminders.ts'
import {
  noteShownReminders,
  readReminderChoice,
  saveReminderChoice,
} from '../../../../src/wallet/history/reminder-choice.ts'
import { saveLanguage } from '../../../../src/wallet/session/preferences.ts'
import { signOut } from '../../../../src/wallet/session/sign-out.ts'
import { FACE, NOW } from '../../../support/vectors/world.ts'
import { createTestWallet } from '../../../support/wallet/test-wallet.ts'

const day = (text: string) => text as PartialDate
/** The day of `NOW` (2027-01-15 in Vietnam). */
const today = day(new Date((NOW + 7 * 3600) * 1000).toISOString().slice(0, 10))

type Wallet = Awaited<ReturnType<typeof createTestWallet>>
let wallet: Wallet
const addCard = (face: Partial<CardFace>, id: string) =>
  addSelfDeclaredCard(
    wallet.db,
    {
      face: { ...FACE, bhytNumber: `00999900${id}`, bhxhCode: `00999900${id}`, ...face },
      hospitalText: id,
      relation: 'child',
    },
    { newId: id, now: NOW },
  )

beforeEach(async () => {
  wallet = await createTestWallet()
})
afterEach(() => vi.unstubAllGlobals())

describe('reminders of the wallet', () => {
  it('are of every card, issued and self-declared, soonest first', async () => {
    await wallet.refresh()
    await addCard({ validTo: day('2027-02-01'), fiveYearDate: day('2027-06-01') }, '01')
    const found = await loadReminders(wallet.db, today)
    expect(found.map(({ kind, cardId, date }) => `${date} ${kind} ${cardId}`)).toEqual(
      expect.arrayContaining([
        '2027-02-01 expiry ~01',
        '2027-06-01 five-years ~01',
        `${FACE.validTo} expiry card-1`,
      ]),
    )
    expect(found.map(({ date }) => date)).toEqual(found.map(({ date }) => date).sort())
  })

  it('tell of a gap from the record of the person whose card it is', async () => {
    const { validTo: _, ...open } = FACE
    const months = (to: string) => [{ kind: 'bhyt', from: '2020-01', to } as const]
    Object.assign(wallet.issuer, {
      cards: [
        { cardId: 'card-1', relation: 'self', face: open },
        {
          cardId: 'card-2',
          relation: 'child',
          face: { ...open, bhytNumber: 'TE1010199990002' },
          personId: 'con',
        },
      ],
      // Of the dependant the double says: until 2026-12, which is no gap yet.
      dependants: { con: { sequence: 3 } },
      participation: months('2026-11'),
    })
    await wallet.refresh()
    const gaps = (await loadReminders(wallet.db, today)).filter(({ kind }) => kind === 'gap')
    expect(gaps).toMatchObject([{ cardId: 'card-1', date: '2027-02-28' }])
  })
})

describe('the choice about notifications', () => {
  it('is off at first, is kept beside the chosen card, and goes with a sign-out', async () => {
    await addCard({}, '01')
    const { chosenCardId } = await loadSummary(wallet.db)
    expect(await readReminderChoice(wallet.db)).toEqual({ wanted: false, shown: [] })
    await saveReminderChoice(wallet.db, { wanted: true })
    await noteShownReminders(wallet.db, ['a'])
    expect(await readReminderChoice(wallet.db)).toEqual({ wanted: true, shown: ['a'] })
    expect((await loadSummary(wallet.db)).chosenCardId).toBe(chosenCardId)
    await noteShownReminders(
      wallet.db,
      Array.from({ length: 300 }, (_, at) => String(at)),
    )
    expect((await readReminderChoice(wallet.db)).shown).toHaveLength(200)
    await signOut(wallet.db, wallet.caches)
    expect(await readReminderChoice(wallet.db)).toEqual({ wanted: false, shown: [] })
  })
})

describe('the notification', () => {
  const shown: { title: string; options: NotificationOptions }[] = []
  const registration = {
    showNotification: async (title: string, options: NotificationOptions) =>
      void shown.push({ title, options }),
  } as unknown as ServiceWorkerRegistration
  const show = () => remind(wallet.db, { registration, now: NOW })

  beforeEach(() => {
    shown.length = 0
    vi.stubGlobal('Notification', { permission: 'granted' })
    vi.stubGlobal('navigator', { languages: ['vi-VN'] })
  })

  it('is shown once for each reminder, and says nothing of a person', async () => {
    await saveReminderChoice(wallet.db, { wanted: true })
    await addCard({ validTo: day('2027-02-01') }, '01')
    await show()
    await show()
    expect(shown).toEqual([
      {
        title: 'Thẻ BHYT sắp hết hạn',
        options: { body: 'Mở ví để xem.', tag: 'reminder', lang: 'vi', icon: '/icon-192.png' },
      },
    ])
    await addCard({ fiveYearDate: day('2027-01-20') }, '02')
    await saveLanguage(wallet.db, 'ko')
    await show()
    expect(shown[1]).toMatchObject({ title: notices.ko['notice.other'], options: { lang: 'ko' } })
    for (const { title, options } of shown) {
      expect(title + options.body).not.toMatch(/\d|Nguyễn/)
    }
  })

  it('is not shown for what is far, unasked, or without the permission', async () => {
    await addCard({ validTo: day('2027-04-01') }, '01')
    await saveReminderChoice(wallet.db, { wanted: true })
    await show()
    await addCard({ validTo: day('2027-02-01') }, '02')
    await saveReminderChoice(wallet.db, { wanted: false })
    await show()
    await saveReminderChoice(wallet.db, { wanted: true })
    vi.stubGlobal('Notification', { permission: 'denied' })
    await show()
    expect(shown).toEqual([])
    expect((await readReminderChoice(wallet.db)).shown).toEqual([])
  })

  it('is not shown, and leaves nothing, where the person signs out while it is being made', async () => {
    await saveReminderChoice(wallet.db, { wanted: true })
    await addCard({ validTo: day('2027-02-01') }, '01')
    const { transact } = wallet.db
    let begun = 0
    const leaving: typeof transact = async (names, mode, use) => {
      begun++
      if (mode === 'readwrite') await signOut({ ...wallet.db, transact }, wallet.caches)
      return transact(names, mode, use)
    }
    await remind({ ...wallet.db, transact: leaving }, { registration, now: NOW })
    expect(begun).toBeGreaterThan(1)
    expect(shown).toEqual([])
    const choices = (tx: { objectStore(name: 'choices'): { getAllKeys(): Promise<string[]> } }) =>
      tx.objectStore('choices').getAllKeys()
    expect(await transact(['choices'], 'readonly', choices)).toEqual([])
  })

  it('has its words in every language', () => {
    expect(Object.keys(notices)).toEqual(languages)
    for (const words of Object.values(notices)) {
      for (const text of Object.values(words)) expect(text.trim()).not.toBe('')
    }
  })
})
