import { toMonth } from '../../../core/dates/months.ts'
import type { PartialDate } from '../../../core/dates/partial-date.ts'
import type { BenefitPeriod, InsuranceKind, Visit } from '../../../core/snapshot/history.ts'
import type { HistoryDocument, ParticipationRun } from '../../db/history-document.ts'
import type { Random } from './random.ts'

/** Months are counted from year 0, as in history-document.ts. */
export type Life = {
  readonly bornMonth: number
  readonly nowMonth: number
  readonly sex: 'male' | 'female'
  readonly work: 'employed' | 'household' | 'retired' | 'child'
  readonly facilityCode: string
}

const monthOf = (year: number, month: number) => 12 * year + month - 1

/**
 * Health insurance for all kinds of people began in 1992, unemployment insurance in 2009, work-accident
 * insurance in 2016.
 */
const SINCE: readonly (readonly [InsuranceKind, number])[] = [
  ['bhxh', monthOf(1985, 1)],
  ['bhtn', monthOf(2009, 1)],
  ['tnld', monthOf(2016, 7)],
  ['bhyt', monthOf(1992, 10)],
]

/** Months in which a kind of insurance began. */
export const kindsSince: readonly number[] = SINCE.map(([, since]) => since)

/** The kinds of insurance that an employee had in a month. */
export function kindsIn(month: number): InsuranceKind[] {
  return SINCE.filter(([, since]) => since <= month).map(([kind]) => kind)
}

/** Where the people of the demo have worked. */
export const specimenEmployers = [
  'Công ty TNHH Mẫu Dệt May Phú Thịnh',
  'Công ty cổ phần Mẫu Cơ khí An Phát',
  'Công ty TNHH Mẫu Điện tử Sao Mai',
  'Công ty cổ phần Mẫu Thực phẩm Đồng Xanh',
  'Công ty TNHH Mẫu Vận tải Bình Minh',
  'Trường Tiểu học Mẫu Hoa Sen',
  'Ủy ban nhân dân xã Mẫu Hòa Bình',
  'Công ty cổ phần Mẫu Xây dựng Thành Công',
  'Công ty TNHH Mẫu Thương mại Tân Tiến',
  'Bệnh viện Mẫu Tâm An',
  'Hợp tác xã Mẫu Nông nghiệp Phù Sa',
  'Công ty TNHH Mẫu Phần mềm Hạ Long',
] as const

const positions = [
  'Công nhân',
  'Nhân viên văn phòng',
  'Kế toán viên',
  'Kỹ thuật viên',
  'Giáo viên',
  'Lái xe',
  'Tổ trưởng sản xuất',
  'Nhân viên kinh doanh',
] as const

/** ICD-10. */
type Complaint = readonly [code: string, name: string]

const complaints: readonly [Complaint, ...Complaint[]] = [
  ['J06', 'Nhiễm trùng đường hô hấp trên cấp'],
  ['I10', 'Tăng huyết áp vô căn (nguyên phát)'],
  ['K29', 'Viêm dạ dày và tá tràng'],
  ['M54', 'Đau lưng'],
  ['E11', 'Bệnh đái tháo đường típ 2'],
  ['H10', 'Viêm kết mạc'],
]

/** The history of an invented life. */
export function generateHistory(random: Random, life: Life): HistoryDocument {
  const participation = generateParticipation(random, life)
  return {
    participation,
    benefits: generateBenefits(random, life, participation),
    visits: generateVisits(random, life),
  }
}

function generateParticipation(random: Random, life: Life): ParticipationRun[] {
  const { bornMonth, nowMonth, work } = life
  if (work === 'child') return [{ kinds: ['bhyt'], from: toMonth(bornMonth), to: toMonth(nowMonth) }]
  if (work === 'household') {
    const from = Math.max(nowMonth - 12 * random.between(0, 11) - random.between(1, 11), bornMonth + 216)
    return [{ kinds: ['bhyt'], from: toMonth(from), to: toMonth(nowMonth), voluntary: true }]
  }
  const start = Math.max(bornMonth + 12 * random.between(18, 26), monthOf(1985, 1))
  const end = work === 'retired' ? bornMonth + retirementAge(life.sex) : nowMonth
  const runs = generateJobs(random, start, end)
  if (work === 'retired') runs.push({ kinds: ['bhyt'], from: toMonth(end + 1), to: toMonth(nowMonth) })
  return runs
}

/** In months; the age in force for most of those who are retired today. */
function retirementAge(sex: 'male' | 'female'): number {
  return 12 * (sex === 'male' ? 60 : 55)
}

/** Job after job with gaps; a run ends when the salary, the job or the kinds of insurance change. */
function generateJobs(random: Random, start: number, end: number): ParticipationRun[] {
  const runs: ParticipationRun[] = []
  let month = start
  while (month <= end) {
    const jobEnd = Math.min(end, month + random.between(8, 150))
    const job = { employer: random.pick(specimenEmployers), position: random.pick(positions) }
    let thousands = random.between(30, 60) * Math.max(1, (month - monthOf(1980, 1)) / 6)
    while (month <= jobEnd) {
      const next = kindsSince.filter((since) => since > month)
      const runEnd = Math.min(jobEnd, month + random.between(18, 60), ...next.map((since) => since - 1))
      const kinds = kindsIn(month)
      const salary = Math.round(thousands) * 1000
      runs.push({ kinds, from: toMonth(month), to: toMonth(runEnd), ...job, salary })
      thousands *= 1 + random.between(4, 15) / 100
      month = runEnd + 1
    }
    month += random.chance(0.55) ? random.between(1, 30) : 0
  }
  return runs
}

function generateBenefits(random: Random, life: Life, runs: readonly ParticipationRun[]): BenefitPeriod[] {
  const benefits: BenefitPeriod[] = []
  const date = (month: number, day: number) =>
    `${toMonth(month)}-${String(day).padStart(2, '0')}` as PartialDate
  const isWorker = life.work === 'employed' || life.work === 'retired'
  if (isWorker && random.chance(0.3)) {
    const month = life.nowMonth - random.between(2, 60)
    const days = random.between(2, 15)
    benefits.push({
      kind: 'sickness',
      from: date(month, random.between(1, 10)),
      days,
      amount: days * random.between(180, 420) * 1000,
      state: 'paid',
    })
  }
  if (isWorker && life.sex === 'female' && random.chance(0.4) && runs.length > 1) {
    const month = Math.max(life.bornMonth + 12 * random.between(22, 35), monthOf(1995, 1))
    if (month < life.nowMonth)
      benefits.push({
        kind: 'maternity',
        from: date(month, 1),
        to: date(month + 5, 28),
        amount: random.between(12, 60) * 1_000_000,
        state: 'paid',
      })
  }
  if (life.work === 'retired')
    benefits.push({
      kind: 'pension',
      from: date(life.bornMonth + retirementAge(life.sex) + 1, 1),
      amount: random.between(35, 110) * 100_000,
      monthly: true,
      state: 'running',
    })
  return benefits
}

function generateVisits(random: Random, life: Life): HistoryDocument['visits'] {
  const count = random.chance(0.45) ? 0 : random.between(1, life.work === 'retired' ? 5 : 2)
  const visits: Omit<Visit, 'facilityName'>[] = []
  for (let visit = 0; visit < count; visit++) {
    const month = Math.max(life.bornMonth, life.nowMonth - random.between(0, 36))
    const totalCost = random.between(120, 2400) * 1000
    const ownCost = random.chance(0.3) ? random.between(20, 200) * 1000 : 0
    const coPayment =
      life.work === 'child' ? 0 : Math.round((totalCost * (life.work === 'retired' ? 5 : 20)) / 100)
    const [diagnosisCode, diagnosis] = random.pick(complaints)
    visits.push({
      from: `${toMonth(month)}-${String(random.between(1, 28)).padStart(2, '0')}` as PartialDate,
      facilityCode: life.facilityCode,
      diagnosisCode,
      diagnosis,
      totalCost: totalCost + ownCost,
      paidByInsurance: totalCost - coPayment,
      coPayment,
      ownCost,
    })
  }
  return visits.sort((a, b) => (a.from < b.from ? 1 : -1))
}
