import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import {
  PreRenderedCard,
  type PreRenderedCardInputs,
  toPreRenderedCardProps,
} from '../../../src/card-view/pre-rendered-card.tsx'
import type { PartialDate } from '../../../src/core/dates/partial-date.ts'
import enCard from '../../../src/i18n/en/card.json'
import { createTranslate } from '../../../src/i18n/translate.ts'
import viCard from '../../../src/i18n/vi/card.json'

const now = 1_795_000_000
const card = {
  cardId: 'card-1',
  origin: 'issued' as const,
  specimen: true,
  credentialExpiresAt: now + 86_400 * 20,
  updatedAt: now,
  face: {
    bhytNumber: 'DN4010199990001',
    fullName: 'Nguyễn Thị Bích Ngọc',
    dateOfBirth: '1958-03' as PartialDate,
    sex: 'female' as const,
    facilityCode: '01028',
    facilityName: 'Bệnh viện Mẫu',
    validFrom: '2026-01-01' as PartialDate,
    fiveYearDate: '2020-01-01' as PartialDate,
    benefitLevel: 4 as const,
    livingArea: 'K1' as const,
  },
}
const inputs: PreRenderedCardInputs = {
  t: createTranslate(viCard, 'vi'),
  language: 'vi',
  card,
  kinds: ['hospital', 'live'],
  kind: 'live',
  code: { state: 'rendered', path: 'M0 0h1v1h-1z', size: 73, at: now },
  summary: {
    cards: [card],
    refresh: { last: { kind: 'fresh', at: now }, lastSuccessAt: now },
    signedIn: true,
    holderKeys: 'ready',
  },
  online: true,
  now,
}
const render = (change: Partial<PreRenderedCardInputs> = {}) =>
  renderToString(h(PreRenderedCard, toPreRenderedCardProps({ ...inputs, ...change })))
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('FirstPaint', () => {
  it('says what the card people know says', () => {
    const text = plain(render())
    for (const expected of [
      'THẺ BẢO HIỂM Y TẾ',
      'THẺ MẪU',
      'DN 4 01 0199 990 001',
      'NGUYỄN THỊ BÍCH NGỌC',
      '03/1958',
      'Nữ',
      'Bệnh viện Mẫu (01-028)',
      '01/01/2026',
      '01/01/2020',
      'Quỹ trả 80% · K1',
    ]) {
      expect(text).toContain(expected)
    }
  })

  it('shows one code, marks what it is, and offers the kinds as one choice', () => {
    const html = render()
    expect(html.match(/class="qr"/g)).toHaveLength(1)
    expect(html).toContain('viewBox="-4 -4 81 81"')
    expect(html).toContain(`data-card="card-1" data-kind="live" data-at="${now}"`)
    expect(html.match(/type="radio"/g)).toHaveLength(2)
    expect(html).toMatch(/value="live" checked/)
  })

  it('carries no style, no script and no handler, and escapes what people are called', () => {
    const name = '<img src=x onerror=alert(1)>"\'&'
    const html = render({ card: { ...card, face: { ...card.face, fullName: name } } })
    expect(html).not.toMatch(/<img|<script|\sstyle=|\son\w+="/i)
    expect(html).toContain('&lt;img')
  })

  it('keeps the labels Vietnamese for the staff and adds the words of the holder', () => {
    const text = plain(render({ language: 'en', t: createTranslate(enCard, 'en') }))
    expect(text).toContain('Ngày sinh / Date of birth')
    expect(text).toContain('Quỹ trả 80%')
    expect(text).toContain('Updated 18 Nov')
  })

  it('labels a card that nobody signed', () => {
    const own = { ...card, origin: 'self-declared' as const, specimen: false }
    const html = render({ card: own, kinds: ['hospital'], kind: 'hospital' })
    expect(plain(html)).toContain('TỰ KHAI – CHƯA XÁC THỰC')
    expect(html).toContain('class="bhyt self-declared"')
    expect(html).not.toContain('name="kind"')
  })

  it('says why there is no live code only when there never was one', () => {
    const { credentialExpiresAt, ...never } = card
    const without = { card: never, kinds: ['hospital'] as const, kind: 'hospital' as const }
    expect(
      plain(render({ ...without, summary: { ...inputs.summary, holderKeys: 'unavailable' } })),
    ).toContain(viCard['code.noKey'])
    expect(plain(render(without))).toContain(viCard['code.notYet'])
    expect(plain(render())).not.toContain(viCard['code.notYet'])
  })

  it('shows words where there is no symbol', () => {
    const html = render({ code: { state: 'gap', gap: 'expired' } })
    expect(html).not.toContain('class="qr"')
    expect(plain(html)).toContain(viCard['code.expired'])
  })

  it('offers the cards of a family by the names they are told apart by', () => {
    const own = { ...card, relation: 'self' }
    const child = {
      ...card,
      cardId: 'card-2',
      relation: 'child',
      face: { ...card.face, fullName: 'Trần Minh Khôi' },
    }
    const scanned = {
      ...child,
      cardId: '~3',
      origin: 'self-declared' as const,
      label: 'Bà nội',
      relation: 'other',
    }
    const newer = { ...child, cardId: 'card-4', relation: 'unknown-9' }
    const html = render({ card: own, summary: { ...inputs.summary, cards: [own, child, scanned, newer] } })
    expect(html).toContain('aria-label="Nguyễn Thị Bích Ngọc, Thẻ của tôi"')
    expect(html).toContain('aria-label="Trần Minh Khôi, Thẻ của con"')
    expect(plain(html)).toContain('1/4')
    expect(plain(html)).toContain('Minh Khôi')
    expect(html).toContain('aria-label="Bà nội, Thẻ người thân, tự khai"')
    expect(html).toContain('aria-label="Trần Minh Khôi, Thẻ người thân"')
  })

  it('puts the code right after title, number and name, and every other line behind it', () => {
    const text = plain(render())
    const order = [
      'THẺ BẢO HIỂM Y TẾ',
      'DN 4 01 0199 990 001',
      'NGUYỄN THỊ BÍCH NGỌC',
      'QR tự đổi',
      '03/1958',
    ]
    const places = order.map((each) => text.indexOf(each))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(places).not.toContain(-1)
  })

  it('has one quiet line above the code, or else what calls for something to be done', () => {
    const above = (change: Partial<PreRenderedCardInputs>) =>
      plain(render(change).split('<main')[0] ?? '').trim()
    expect(above({})).toMatch(/^Đến nội dung chính +Ví BHYT +Cập nhật [\d/]+, [\d:]+$/)
    expect(above({ online: false })).toMatch(/^Đến nội dung chính +Ví BHYT +Mất mạng – thẻ vẫn dùng được\.$/)
    const ends = { ...card, credentialExpiresAt: now + 60 }
    expect(above({ card: ends, online: false })).toMatch(
      /Ví BHYT +QR tự đổi hết hạn .* Nối mạng để gia hạn\.$/,
    )
    expect(plain(render({ card: ends, online: false }))).toContain('Mất mạng – thẻ vẫn dùng được.')
  })
})
