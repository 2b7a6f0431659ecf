import { toMonth } from '../../../src/core/dates/months.ts'
import type { PartialDate } from '../../../src/core/dates/partial-date.ts'
import type { BenefitPeriod, Visit } from '../../../src/core/snapshot/history.ts'
import type { HistoryDocument, ParticipationRun } from '../../../src/issuer/db/history-document.ts'
import { createRandom } from '../../../src/issuer/demo/registry/random.ts'

/** From here, month by month. */
const FIRST_MONTH = 12 * 1981 + 10
const MONTHS = 45 * 12
const VISITS = 400

const employers = [
  'Công ty cổ phần Mẫu Dệt may Xuất khẩu Phương Nam',
  'Nhà máy Mẫu Cơ khí Nông nghiệp Hưng Thịnh',
  'Công ty TNHH một thành viên Mẫu Cấp nước Sông Xanh',
  'Tổng công ty Mẫu Xây dựng Công trình Giao thông 99',
  'Công ty TNHH Mẫu Linh kiện Điện tử Việt Hà',
]
const positions = [
  'Công nhân dệt',
  'Thợ tiện bậc 4/7',
  'Nhân viên kỹ thuật',
  'Kế toán viên',
  'Tổ trưởng sản xuất',
]
const places = ['Quận Thử Nghiệm, Thành phố Hà Nội', 'Huyện Giả Định, Tỉnh Bắc Ninh', 'Xã Mẫu, Tỉnh Hưng Yên']
const facilities: readonly [string, ...string[]] = ['01929', '01001', '79025', '01028', '38280', '48195']
const complaints: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['I10', 'Tăng huyết áp vô căn (nguyên phát)'],
  ['E11.9', 'Bệnh đái tháo đường không phụ thuộc insuline, chưa có biến chứng'],
  ['M54.5', 'Đau lưng vùng thấp'],
  ['J18.9', 'Viêm phổi, không phân loại'],
  ['K29.7', 'Viêm dạ dày, không đặc hiệu'],
  ['N18.3', 'Bệnh thận mạn, giai đoạn 3'],
  ['H25.1', 'Đục thể thủy tinh người già'],
]

/**
 * The longest history that the wallet is made for: 45 years of four kinds of insurance, one run for each month with a salary that keeps
 * changing, and 400 visits. The same at every call. Nobody's: for tests and benchmarks.
 */
export function makeLongHistory(): HistoryDocument {
  const random = createRandom(45)
  const participation = Array.from({ length: MONTHS }, (_, index): ParticipationRun => {
    const month = toMonth(FIRST_MONTH + index)
    const job = Math.floor(index / 70)
    return {
      kinds: ['bhxh', 'bhtn', 'tnld', 'bhyt'],
      from: month,
      to: month,
      employer: employers[job % employers.length] ?? '',
      position: positions[Math.floor(index / 50) % positions.length] ?? '',
      place: places[job % places.length] ?? '',
      salary: (900 + 30 * index + random.between(0, 900)) * 1000 + random.between(0, 999),
      ...(random.chance(0.02) && { debtMonths: 1 }),
    }
  })
  const visits = Array.from({ length: VISITS }, (): Omit<Visit, 'facilityName'> => {
    const month = toMonth(FIRST_MONTH + MONTHS - 1 - random.between(0, 300))
    const day = random.between(1, 25)
    const inpatient = random.chance(0.15)
    const totalCost = random.between(80_000, 9_000_000)
    const coPayment = Math.round(totalCost * 0.2)
    const ownCost = random.chance(0.4) ? random.between(10_000, 900_000) : 0
    const [diagnosisCode, diagnosis] = random.pick(complaints)
    const dateOf = (day: number) => `${month}-${String(day).padStart(2, '0')}` as PartialDate
    return {
      from: dateOf(day),
      ...(inpatient && { to: dateOf(day + 3), inpatient }),
      facilityCode: random.pick(facilities),
      diagnosisCode,
      diagnosis,
      totalCost: totalCost + ownCost,
      paidByInsurance: totalCost - coPayment,
      coPayment,
      ownCost,
    }
  })
  const benefits = Array.from({ length: 30 }, (_, index): BenefitPeriod => {
    const month = toMonth(FIRST_MONTH + 18 * index)
    const days = random.between(2, 20)
    return {
      kind: 'sickness',
      from: `${month}-03` as PartialDate,
      days,
      amount: days * random.between(90_000, 500_000),
      decision: `${random.between(100, 9999)}/QĐ-BHXH`,
      state: 'paid',
    }
  })
  return { participation, benefits, visits: visits.sort((a, b) => (a.from < b.from ? 1 : -1)) }
}
