import { describe, expect, it } from 'vitest'
import type { PartialDate } from '../../../../src/core/dates/partial-date.ts'
import type { BenefitPeriod, ParticipationPeriod, Visit } from '../../../../src/core/snapshot/history.ts'
import { prepareSearch, searchHistory } from '../../../../src/core/snapshot/search-history.ts'

const textile: ParticipationPeriod = {
  kind: 'bhxh',
  from: '2020-05',
  to: '2021-03',
  employer: 'Công ty TNHH Mẫu Dệt May Phú Thịnh',
  position: 'Công nhân',
}
const school: ParticipationPeriod = {
  kind: 'bhyt',
  from: '2021-04',
  to: '2022-12',
  employer: 'Trường Mẫu Đồng Xanh',
}
const maternity: BenefitPeriod = {
  kind: 'maternity',
  from: '2021-06-01' as PartialDate,
  amount: 30_000_000,
  decision: 'QĐ-123/BHXH',
  state: 'paid',
}
const visit: Visit = {
  from: '2022-02-10' as PartialDate,
  facilityCode: '01929',
  facilityName: 'Bệnh viện Bạch Mai',
  diagnosisCode: 'J06',
  diagnosis: 'Nhiễm trùng đường hô hấp trên cấp',
  totalCost: 500_000,
  paidByInsurance: 400_000,
  coPayment: 100_000,
  ownCost: 0,
}
const history = { participation: [textile, school], benefits: [maternity], visits: [visit] }
const index = prepareSearch(history, { benefit: () => 'Thai sản', visit: () => '외래' })

describe('search', () => {
  it.each([
    ['det may', [textile]],
    ['DỆT MAY', [textile]],
    ['may det', [textile]],
    ['đồng', [school]],
    ['dong xanh', [school]],
    ['05/2020', [textile]],
    ['bach mai', [visit]],
    ['j06', [visit]],
    ['ho hap', [visit]],
    ['10/02/2022', [visit]],
    ['thai san', [maternity]],
    ['qd 123', [maternity]],
    ['외래', [visit]],
    ['công ty', [textile]],
    ['det bach', []],
    ['%$', [textile, school, maternity, visit]],
    ['', [textile, school, maternity, visit]],
  ])('finds by “%s”', (query, rows) => {
    const found = searchHistory(index, query)
    expect([...found.participation, ...found.benefits, ...found.visits]).toEqual(rows)
  })

  it('gives the rows themselves, in their order', () => {
    const found = searchHistory(index, 'mau')
    expect(found.participation[0]).toBe(textile)
    expect(found.participation[1]).toBe(school)
  })
})
