import { describe, expect, it } from 'vitest'
import type { ShownCard } from '../../../src/card-view/shown.ts'
import { describeStatus, type StatusInput, splitNotes } from '../../../src/card-view/status-notes.ts'
import type { PartialDate } from '../../../src/core/dates/partial-date.ts'
import { createTranslate } from '../../../src/i18n/translate.ts'
import viCard from '../../../src/i18n/vi/card.json'

const now = Date.UTC(2026, 10, 23, 3, 0) / 1000
/** Two hours and some minutes before. */
const updated = 'Cập nhật 23/11/2026, 07:58'
const day = 86_400
const card: ShownCard = {
  cardId: 'a',
  origin: 'issued',
  face: { bhytNumber: '0199990001', fullName: 'Nguyễn Thị Mẫu', dateOfBirth: '1958' as PartialDate },
  credentialExpiresAt: now + 29.5 * day,
  updatedAt: now - 7_300,
}
const usual: StatusInput = {
  t: createTranslate(viCard, 'vi'),
  language: 'vi',
  card,
  refresh: { last: { kind: 'unchanged', at: now }, lastSuccessAt: now - 7_300 },
  signedIn: true,
  online: true,
  rescue: false,
  now,
}
const texts = (change: Partial<StatusInput>) =>
  describeStatus({ ...usual, ...change }).map(({ text }) => text)
const withFace = (face: Partial<ShownCard['face']>) => ({
  card: { ...card, face: { ...card.face, ...face } },
})

describe('describeStatus', () => {
  it('says quietly when the card was updated and until when its live code lasts', () => {
    expect(describeStatus(usual)).toEqual([
      { tone: 'quiet', text: updated },
      { tone: 'quiet', text: 'QR tự đổi có hạn đến 22/12/2026, 22:00' },
    ])
  })

  it('treats being offline as normal', () => {
    const offline = ['Mất mạng – thẻ vẫn dùng được.', updated]
    expect(texts({ online: false }).slice(0, 2)).toEqual(offline)
    const last = { kind: 'failed', at: now, code: 'offline' } as const
    expect(texts({ refresh: { last, lastSuccessAt: now - 7_300 } }).slice(0, 2)).toEqual(offline)
  })

  it('warns of a card that nobody has looked after, and says since when', () => {
    const refresh = { last: { kind: 'unchanged', at: now } as const, lastSuccessAt: now - 20 * day }
    expect(texts({ refresh })[0]).toMatch(/^Lâu rồi chưa cập nhật.*03\/11\/2026, 10:00$/)
  })

  it('says of a dependant’s card how old it is itself, and that it could not be fetched', () => {
    const refresh = { last: { kind: 'unchanged', at: now } as const, lastSuccessAt: now }
    const shown = (refreshed: NonNullable<ShownCard['refreshed']>) =>
      describeStatus({ ...usual, refresh, card: { ...card, refreshed } })[0]
    expect(shown({ at: now - 7_300 })).toEqual({ tone: 'quiet', text: updated })
    const failed = shown({ at: now - 7_300, helpdesk: 'W 110 040' })
    expect(failed?.tone).toBe('warn')
    expect(failed?.text).toMatch(/W 110 040.*Cập nhật 23\/11\/2026, 07:58$/)
  })

  it('keeps the card and names the code when an answer cannot be verified', () => {
    const last = { kind: 'failed', at: now, code: 'answer_unverifiable' } as const
    const refresh = { last, helpdesk: 'W 110 040', lastSuccessAt: now }
    expect(texts({ refresh })[0]).toMatch(/Thẻ cũ vẫn còn nguyên.*W 110 040/)
  })

  it('says quietly what is near: the end of the card, five years; and when a gap must be closed', () => {
    const ahead = (face: Partial<ShownCard['face']>) =>
      describeStatus({ ...usual, ...withFace(face) }).filter(({ href }) => href === '/tien-ich/nhac')
    const date = (text: string) => text as PartialDate
    expect(ahead({ validTo: date('2026-12-20'), fiveYearDate: date('2026-12-01') })).toEqual([
      { tone: 'quiet', text: 'Đủ 5 năm liên tục từ 01/12/2026', href: '/tien-ich/nhac' },
      { tone: 'quiet', text: 'Thẻ có giá trị đến hết 20/12/2026', href: '/tien-ich/nhac' },
    ])
    expect(ahead({ validTo: date('2027-06-30'), fiveYearDate: date('2027-01-01') })).toEqual([])
    expect(ahead({ validTo: date('2026-10-31') })).toEqual([
      {
        tone: 'warn',
        text: 'Đóng tiếp chậm nhất 29/01/2027 để không mất 5 năm liên tục',
        href: '/tien-ich/nhac',
      },
    ])
    expect(ahead({ validTo: date('2026-07-31') })).toEqual([])
  })

  it('asks to sign in again without taking the card away', () => {
    expect(texts({ signedIn: false })[0]).toMatch(/đăng nhập lại.*Thẻ vẫn dùng được/)
  })

  it.each([
    [-1, 'QR tự đổi đã hết hạn. Nối mạng để gia hạn.'],
    [3_600, 'QR tự đổi hết hạn 23/11/2026, 11:00. Nối mạng để gia hạn.'],
    [3.5 * day, 'QR tự đổi hết hạn 26/11/2026, 22:00. Nối mạng để gia hạn.'],
  ])('warns %i s before the credential ends', (left, text) => {
    const notes = describeStatus({ ...usual, card: { ...card, credentialExpiresAt: now + left } })
    expect(notes.at(-1)).toEqual({ tone: 'warn', text })
  })

  it('puts a card that is over, or not yet begun, first', () => {
    expect(texts(withFace({ validTo: '2026-11-22' as PartialDate }))[0]).toBe(
      'Thẻ hết giá trị sử dụng sau ngày 22/11/2026',
    )
    expect(texts(withFace({ validFrom: '2026-12-01' as PartialDate }))[0]).toBe(
      'Thẻ có giá trị từ 01/12/2026',
    )
    expect(texts(withFace({ validFrom: '2026' as PartialDate }))[0]).toMatch(/^Cập nhật/)
  })

  it('says what is missing in rescue mode, and from when the copy is', () => {
    expect(
      texts({ rescue: true, refresh: undefined, card: { ...card, credentialExpiresAt: undefined as never } }),
    ).toEqual(['QR tự đổi tạm thời chưa dùng được. QR thẻ vẫn dùng được.', updated])
  })

  it('claims no update for a self-declared card', () => {
    const { credentialExpiresAt, ...plain } = card
    expect(texts({ card: { ...plain, origin: 'self-declared' } })).toEqual([])
  })

  it('leads to the update where what came in is too new for this version', () => {
    const refresh = {
      last: { kind: 'failed', at: now, code: 'snapshot_too_new' } as const,
      helpdesk: 'W 110 070',
    }
    expect(describeStatus({ ...usual, refresh })).toContainEqual({
      tone: 'warn',
      text: expect.stringContaining('W 110 070'),
      href: '/tien-ich/san-sang',
    })
  })
})

describe('splitNotes', () => {
  const above = (change: Partial<StatusInput>) =>
    splitNotes(describeStatus({ ...usual, ...change })).above.map(({ text }) => text)

  it('puts one quiet line over a screen, and every line that calls for something', () => {
    expect(above({})).toEqual([updated])
    expect(above({ online: false })).toEqual(['Mất mạng – thẻ vẫn dùng được.'])
    const ending = { ...card, credentialExpiresAt: now - 1 }
    expect(above({ card: ending, signedIn: false })).toHaveLength(2)
    expect(splitNotes(describeStatus({ ...usual, card: ending })).below.map(({ text }) => text)).toEqual([
      updated,
    ])
  })
})
