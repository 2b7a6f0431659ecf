import type { PartialDate } from '../../../core/dates/partial-date.ts'
import type { Specimen } from '../registry/specimen-person.ts'
import { type Calendar, createCalendar, employ, insure, raise, upTo, visitFacility } from './life-events.ts'

const HOSPITAL = '79025'
const PENSIONERS = { employer: 'Bảo hiểm xã hội Mẫu, người hưởng lương hưu' }

/** A retired couple at level 3, whose hospital takes live codes; of the husband only the year of birth is known. */
export function couple(today: string): Specimen[] {
  const calendar = createCalendar(today)
  return [
    {
      fullName: 'Lê Văn Mẫu',
      sex: 'male',
      born: '1953-01-01',
      yearOnly: true,
      work: 'retired',
      facilityCode: HOSPITAL,
      relations: [{ to: 1, relation: 'spouse' }],
      history: husbandHistory(calendar),
    },
    {
      fullName: 'Phạm Thị Hoa Mẫu',
      sex: 'female',
      born: '1956-11-17',
      work: 'retired',
      facilityCode: HOSPITAL,
      relations: [{ to: 0, relation: 'spouse' }],
      history: wifeHistory(calendar),
    },
  ]
}

function husbandHistory(calendar: Calendar) {
  const { ago, dayAgo } = calendar
  const factory = {
    employer: 'Nhà máy Mẫu Cơ khí Sài Gòn',
    position: 'Thợ tiện bậc 7/7',
    place: 'Phường Mẫu, Thành phố Hồ Chí Minh',
  }
  const quarterly = [1, 4, 7, 10, 13, 16, 19, 22].map((months) =>
    visitFacility(
      dayAgo(months, 9),
      [HOSPITAL, 'I10', 'Tăng huyết áp vô căn (nguyên phát)'],
      842_000 + 11_000 * months,
      95,
    ),
  )
  return upTo(calendar, {
    participation: [
      // What was worked for the state before 1995 counts; the salaries of that time are not on record.
      { kinds: ['bhxh'], from: '1975-06', to: '1992-09', ...factory },
      { kinds: ['bhxh', 'bhyt'], from: '1992-10', to: '1994-12', ...factory },
      ...employ(
        calendar,
        factory,
        [
          ['1995-01', 398_000],
          ['1999-05', 742_000],
          ['2004-10', 1_354_000],
          ['2008-01', 2_840_000],
          ['2011-10', 4_620_000],
        ],
        '2013-12',
      ),
      insure('2014-01', ago(0), PENSIONERS),
    ],
    benefits: [
      {
        kind: 'work-accident',
        from: '1999-03' as PartialDate,
        amount: 2_100_000,
        decision: '77/QĐ-BHXH',
        state: 'paid',
      },
      ...raise(
        'pension',
        [
          ['2014-01', 3_120_000],
          ['2016-01', 3_369_600],
          ['2019-07', 4_231_000],
          ['2023-07', 5_120_000],
          ['2024-07', 5_888_000],
          ['2026-07', 6_359_000],
        ],
        '2013/QĐ-BHXH',
      ),
    ],
    visits: [
      ...quarterly,
      visitFacility(dayAgo(15, 12), [HOSPITAL, 'H25', 'Đục thể thủy tinh người già'], 8_650_000, 95, {
        to: dayAgo(15, 15),
        inpatient: true,
        ownCost: 3_200_000,
      }),
    ],
  })
}

function wifeHistory(calendar: Calendar) {
  const { ago, dayAgo } = calendar
  const shop = {
    employer: 'Hợp tác xã Mẫu Mua bán Bến Thành',
    position: 'Nhân viên bán hàng',
    place: 'Phường Mẫu, Thành phố Hồ Chí Minh',
  }
  return upTo(calendar, {
    participation: [
      { kinds: ['bhxh'], from: '1978-03', to: '1992-09', ...shop },
      { kinds: ['bhxh', 'bhyt'], from: '1992-10', to: '1994-12', ...shop },
      ...employ(
        calendar,
        shop,
        [
          ['1995-01', 320_000],
          ['2001-01', 690_000],
          ['2007-01', 1_480_000],
          ['2010-05', 2_390_000],
        ],
        '2011-11',
      ),
      insure('2011-12', ago(0), PENSIONERS),
    ],
    benefits: raise(
      'pension',
      [
        ['2011-12', 2_050_000],
        ['2016-01', 2_214_000],
        ['2019-07', 2_780_000],
        ['2024-07', 3_869_000],
      ],
      '1188/QĐ-BHXH',
    ),
    visits: [2, 5, 8, 11].map((months) =>
      visitFacility(
        dayAgo(months, 21),
        [HOSPITAL, 'E11', 'Bệnh đái tháo đường típ 2'],
        1_035_000 + 7000 * months,
        95,
      ),
    ),
  })
}
