import { beforeEach, describe, expect, it } from 'vitest'
import { describeChange } from '../../../../../../src/app/screens/history/changes/change-text.ts'
import { historyTexts } from '../../../../../../src/app/texts/history-texts.ts'
import type { PartialDate } from '../../../../../../src/core/dates/partial-date.ts'
import type { Change, ChangedCard } from '../../../../../../src/core/snapshot/describe-changes.ts'
import type { BenefitPeriod, Visit } from '../../../../../../src/core/snapshot/history.ts'

const date = (iso: string) => iso as PartialDate
const visit: Visit = {
  from: date('2026-11-20'),
  facilityCode: '01929',
  facilityName: 'Bệnh viện Mẫu',
  totalCost: 0,
  paidByInsurance: 0,
  coPayment: 0,
  ownCost: 0,
}
const benefit: BenefitPeriod = { kind: 'sickness', from: date('2026-09-12'), amount: 1, state: 'paid' }
const card: ChangedCard = {
  cardId: 'c',
  relation: 'self',
  face: { bhytNumber: '0099990001', fullName: 'NGUYỄN MẪU', dateOfBirth: date('1988'), benefitLevel: 4 },
}
const withFace = (face: Partial<ChangedCard['face']>): ChangedCard => ({
  ...card,
  face: { ...card.face, ...face },
})

const told: readonly (readonly [Change, string, readonly string[]])[] = [
  [
    { kind: 'debt-paid', insurances: ['bhxh', 'unknown-9'], from: '2026-08', to: '2026-10', months: 3 },
    'Đóng bù 3\u00a0tháng đã chậm',
    ['08/2026\u00a0– 10/2026', 'Bảo hiểm xã hội, Loại bảo hiểm khác (mã 9)'],
  ],
  [
    {
      kind: 'period-ended',
      insurances: ['bhyt'],
      period: { kind: 'bhyt', from: '2020-01', to: '2026-10', employer: 'Công ty Mẫu' },
    },
    'Dừng tham gia, đến 10/2026',
    ['Công ty Mẫu', 'Bảo hiểm y tế'],
  ],
  [
    { kind: 'period-new', insurances: ['bhyt'], period: { kind: 'bhyt', from: '2026-10', to: '2026-10' } },
    'Bắt đầu tham gia từ 10/2026',
    ['Bảo hiểm y tế'],
  ],
  [{ kind: 'visit-new', visit }, 'Lần khám mới', ['Bệnh viện Mẫu', '20/11/2026']],
  [
    {
      kind: 'visit-changed',
      before: visit,
      after: {
        from: visit.from,
        facilityCode: '99999',
        totalCost: 1,
        paidByInsurance: 1,
        coPayment: 0,
        ownCost: 0,
      },
    },
    'Lần khám được sửa',
    ['Mã cơ sở 99999', '20/11/2026'],
  ],
  [
    { kind: 'benefit-changed', before: { ...benefit, state: 'pending' }, after: benefit },
    'Lần hưởng thay đổi',
    ['Chế độ ốm đau', '12/09/2026 · Đã chi trả'],
  ],
  [
    { kind: 'benefit-new', benefit: { ...benefit, kind: 'unknown-12', state: 'unknown-5' } },
    'Lần hưởng mới',
    ['Chế độ khác (mã 12)', '12/09/2026'],
  ],
  [
    { kind: 'card-level', before: card, after: withFace({ benefitLevel: 2 }) },
    'Mức hưởng thay đổi',
    ['80% → 100%'],
  ],
  [
    {
      kind: 'card-facility',
      before: withFace({ facilityCode: '01028' }),
      after: withFace({ facilityCode: '01929', facilityName: 'Bệnh viện Mẫu' }),
    },
    'Nơi đăng ký KCB ban đầu thay đổi',
    ['01028 → Bệnh viện Mẫu'],
  ],
  [
    {
      kind: 'card-validity',
      before: card,
      after: withFace({ validFrom: date('2026-01-01'), validTo: date('2026-12-31') }),
    },
    'Thời hạn thẻ thay đổi',
    ['không ghi → 01/01/2026\u00a0– 31/12/2026'],
  ],
  [
    { kind: 'card-five-years', before: card, after: withFace({ fiveYearDate: date('2027-01-01') }) },
    'Ngày đủ 5 năm liên tục thay đổi',
    ['không ghi → 01/01/2027'],
  ],
  [{ kind: 'card-data', before: card, after: card }, 'Thông tin trên thẻ thay đổi', ['NGUYỄN MẪU']],
  [{ kind: 'card-gone', card }, 'Thẻ không còn trong ví', ['NGUYỄN MẪU']],
]

describe('tellChange', () => {
  beforeEach(() => historyTexts.load('vi'))

  it.each(told)('%j', (change, what, about) => {
    expect(describeChange(change, 'vi')).toEqual({ what, about })
  })
})
