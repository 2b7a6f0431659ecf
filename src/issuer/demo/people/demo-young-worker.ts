import { addMonths } from '../../../core/dates/months.ts'
import type { Specimen } from '../registry/specimen-person.ts'
import { createCalendar, employ, insure, upTo, visitFacility } from './life-events.ts'

/** 22 years old, in a first job after university; five years of health insurance are nearly complete. */
export function youngWorker(today: string): Specimen {
  const calendar = createCalendar(today)
  const { year, ago, dayAgo } = calendar
  const student = insure(ago(58), ago(16), {
    employer: 'Trường Đại học Mẫu Thăng Long',
    place: 'Phường Mẫu, Thành phố Hà Nội',
  })
  const job = {
    employer: 'Công ty TNHH Mẫu Phần mềm Hạ Long',
    position: 'Nhân viên kiểm thử',
    place: 'Phường Mẫu, Thành phố Hà Nội',
  }
  return {
    fullName: 'Đỗ Gia Huy Mẫu',
    sex: 'male',
    born: `${year - 22}-01-12`,
    work: 'employed',
    facilityCode: '01007',
    fiveYearDate: addMonths(dayAgo(58, 1), 60),
    history: upTo(calendar, {
      // The month between university and job is without any insurance.
      participation: [
        student,
        ...employ(calendar, job, [
          [ago(14), 8_500_000],
          [ago(6), 9_800_000],
        ]),
      ],
      benefits: [
        {
          kind: 'sickness',
          from: dayAgo(4, 11),
          to: dayAgo(4, 13),
          days: 3,
          amount: 918_750,
          decision: '1204/QĐ-BHXH',
          state: 'paid',
        },
        {
          kind: 'sickness',
          from: dayAgo(1, 6),
          to: dayAgo(1, 7),
          days: 2,
          amount: 612_500,
          state: 'pending',
        },
      ],
      visits: [
        visitFacility(dayAgo(4, 11), ['01007', 'J06', 'Nhiễm trùng đường hô hấp trên cấp'], 412_000, 80),
        visitFacility(dayAgo(20, 3), ['01007', 'K02', 'Sâu răng'], 265_000, 80, { ownCost: 350_000 }),
      ],
    }),
  }
}
