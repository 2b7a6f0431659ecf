import type { PartialDate } from '../../../core/dates/partial-date.ts'
import type { Specimen } from '../registry/specimen-person.ts'
import { type Calendar, createCalendar, employ, insure, upTo, visitFacility } from './life-events.ts'

const HOSPITAL = '01929'

const coldVisit = (day: PartialDate, cost: number, percent: number) =>
  visitFacility(day, [HOSPITAL, 'J06', 'Nhiễm trùng đường hô hấp trên cấp'], cost, percent)

/** A mother with two children and the maternity benefits for both; her hospital does not take live codes yet. */
export function family(today: string): Specimen[] {
  const calendar = createCalendar(today)
  const { year } = calendar
  const [first, second] = [`${year - 9}-09-21`, `${year - 3}-06-02`]
  return [
    {
      fullName: 'Nguyễn Thị Mẫu',
      sex: 'female',
      born: '1988-03-05',
      work: 'employed',
      facilityCode: HOSPITAL,
      relations: [
        { to: 1, relation: 'child' },
        { to: 2, relation: 'child' },
      ],
      history: motherHistory(calendar),
    },
    {
      fullName: 'Trần Minh Mẫu',
      sex: 'male',
      born: first,
      work: 'child',
      facilityCode: HOSPITAL,
      parentName: 'Nguyễn Thị Mẫu',
      history: sonHistory(calendar, first),
    },
    {
      fullName: 'Trần Bảo Ngọc Mẫu',
      sex: 'female',
      born: second,
      work: 'child',
      facilityCode: HOSPITAL,
      parentName: 'Nguyễn Thị Mẫu',
      history: daughterHistory(calendar, second),
    },
  ]
}

function motherHistory(calendar: Calendar) {
  const { year, dayAgo } = calendar
  const on = (yearsAgo: number, day: string) => `${year - yearsAgo}-${day}` as PartialDate
  const school = {
    employer: 'Trường Tiểu học Mẫu Hoa Sen',
    position: 'Giáo viên',
    place: 'Phường Mẫu, Thành phố Hà Nội',
  }
  return upTo(calendar, {
    participation: employ(calendar, school, [
      ['2010-09', 1_708_200],
      ['2013-07', 2_691_000],
      ['2016-05', 3_388_000],
      ['2019-07', 4_470_000],
      ['2023-07', 6_120_000],
      ['2024-07', 8_611_200],
      ['2026-07', 9_310_400],
    ]),
    benefits: [
      {
        kind: 'maternity',
        from: on(9, '09-11'),
        to: on(8, '03-10'),
        days: 181,
        amount: 22_928_000,
        decision: '0318/QĐ-BHXH',
        state: 'paid',
      },
      {
        kind: 'maternity',
        from: on(3, '05-22'),
        to: on(3, '11-21'),
        days: 184,
        amount: 29_800_000,
        decision: '2207/QĐ-BHXH',
        state: 'paid',
      },
      {
        kind: 'sickness',
        from: dayAgo(9, 14),
        to: dayAgo(9, 15),
        days: 2,
        amount: 538_200,
        decision: '0951/QĐ-BHXH',
        state: 'paid',
      },
    ],
    visits: [
      visitFacility(on(9, '09-20'), [HOSPITAL, 'O80', 'Đẻ thường một thai'], 3_150_000, 80, {
        to: on(9, '09-23'),
        inpatient: true,
        ownCost: 900_000,
      }),
      visitFacility(on(3, '02-16'), [HOSPITAL, 'Z34', 'Theo dõi thai bình thường'], 380_000, 80),
      visitFacility(on(3, '06-01'), [HOSPITAL, 'O82', 'Mổ lấy thai'], 7_420_000, 80, {
        to: on(3, '06-06'),
        inpatient: true,
        ownCost: 2_600_000,
      }),
      coldVisit(dayAgo(9, 14), 342_000, 100),
      visitFacility(dayAgo(2, 8), [HOSPITAL, 'K29', 'Viêm dạ dày và tá tràng'], 864_000, 80),
    ],
  })
}

function sonHistory(calendar: Calendar, born: string) {
  const { ago, dayAgo } = calendar
  return upTo(calendar, {
    participation: [insure(born.slice(0, 7), ago(0))],
    benefits: [],
    visits: [
      coldVisit(dayAgo(9, 13), 356_000, 80),
      visitFacility(dayAgo(30, 4), [HOSPITAL, 'J18', 'Viêm phổi'], 4_180_000, 80, {
        to: dayAgo(30, 9),
        inpatient: true,
      }),
    ],
  })
}

function daughterHistory(calendar: Calendar, born: string) {
  const { ago, dayAgo } = calendar
  return upTo(calendar, {
    participation: [insure(born.slice(0, 7), ago(0))],
    benefits: [],
    // Under six everything covered is paid.
    visits: [
      coldVisit(dayAgo(5, 19), 298_000, 100),
      visitFacility(dayAgo(14, 2), [HOSPITAL, 'A09', 'Tiêu chảy và viêm dạ dày ruột'], 1_240_000, 100, {
        to: dayAgo(14, 4),
        inpatient: true,
      }),
    ],
  })
}
