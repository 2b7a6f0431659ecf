import { toMonth, toMonthNumber } from '../../../core/dates/months.ts'
import { comparePartialDates, type PartialDate } from '../../../core/dates/partial-date.ts'
import { measureCoPayments } from '../../../core/rules/co-payments.ts'
import type { HistoryDocument, ParticipationRun } from '../../db/history-document.ts'
import type { Specimen } from '../registry/specimen-person.ts'
import { type Calendar, createCalendar, insure, upTo, visitFacility } from './life-events.ts'

const HOSPITAL = '01929'
const FIVE_YEARS = '2019-01-01' as PartialDate
const DAY = 86_400_000

/**
 * In a household at level 4, in treatment every week: in autumn the co-payments of a year exceed six reference amounts, and for the
 * rest of it insurance pays all that it covers.
 */
export function longIllness(today: string): Specimen {
  const calendar = createCalendar(today)
  return {
    fullName: 'Vũ Thị Kiên Mẫu',
    sex: 'female',
    born: '1971-05-09',
    work: 'household',
    facilityCode: HOSPITAL,
    fiveYearDate: FIVE_YEARS,
    history: upTo(calendar, {
      participation: yearByYear(calendar),
      benefits: [],
      visits: [...treatments(calendar), ...otherVisits(calendar)],
    }),
  }
}

/** A household pays a year at a time. */
function yearByYear({ year, ago }: Calendar): ParticipationRun[] {
  return Array.from({ length: year - 2014 + 1 }, (_, index) => {
    const to = `${2014 + index}-12`
    return insure(`${2014 + index}-01`, to < ago(0) ? to : ago(0), {
      place: 'Hộ gia đình, Phường Mẫu, Thành phố Hà Nội',
    })
  })
}

/** Dialysis each Tuesday since February of last year. */
function treatments({ today, year }: Calendar): HistoryDocument['visits'] {
  const done: HistoryDocument['visits'][number][] = []
  const first = Date.UTC(year - 1, 1, 3)
  for (let at = first; at <= Date.parse(today); at += 7 * DAY) {
    const day = new Date(at).toISOString().slice(0, 10) as PartialDate
    const sameYear = done.filter(({ from }) => from.slice(0, 4) === day.slice(0, 4))
    const { certificateFrom } = measureCoPayments(sameYear, { on: day, fiveYearDate: FIVE_YEARS })
    const isFree = certificateFrom !== undefined && comparePartialDates(certificateFrom, day) < 0
    const cost = day.slice(0, 4) === String(year) ? 1_880_000 : 1_240_000
    done.push(visitFacility(day, [HOSPITAL, 'N18.5', 'Bệnh thận mạn, giai đoạn 5'], cost, isFree ? 100 : 80))
  }
  return done
}

function otherVisits({ year, today }: Calendar): HistoryDocument['visits'] {
  const on = (yearsAgo: number, day: string) => `${year - yearsAgo}-${day}` as PartialDate
  // A pneumonia in the last winter that is over.
  const winter = toMonth(toMonthNumber(today) - 22).slice(0, 4)
  return [
    visitFacility(`${winter}-01-08` as PartialDate, [HOSPITAL, 'J18', 'Viêm phổi'], 5_460_000, 80, {
      to: `${winter}-01-15` as PartialDate,
      inpatient: true,
    }),
    // On her own way to a hospital of the highest level: outpatients are not paid there, and it does not count.
    visitFacility(on(0, '03-19'), ['01014', 'N18.5', 'Bệnh thận mạn, giai đoạn 5'], 0, 0, {
      ownCost: 1_350_000,
      offRoute: true,
    }),
    visitFacility(on(0, '04-02'), ['01014', 'D63.8', 'Thiếu máu trong bệnh mạn tính'], 2_480_000, 40, {
      to: on(0, '04-05'),
      inpatient: true,
      offRoute: true,
    }),
  ]
}
