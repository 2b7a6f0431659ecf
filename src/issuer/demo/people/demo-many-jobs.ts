import type { PartialDate } from '../../../core/dates/partial-date.ts'
import type { Specimen } from '../registry/specimen-person.ts'
import { createCalendar, employ, insure, upTo, visitFacility } from './life-events.ts'

/**
 * Six employers with gaps between them: the first years paid out as a lump sum, two jobs at a time, a time of unemployment and one of
 * voluntary insurance, and an employer today who owes months.
 */
export function manyJobs(today: string): Specimen {
  const calendar = createCalendar(today)
  const { ago, dayAgo } = calendar
  const at = (employer: string, position: string, province: string) => ({
    employer,
    position,
    place: `Phường Mẫu, ${province}`,
  })
  const paidOut = { withdrawn: true } as const
  const last = employ(calendar, at('Công ty TNHH Mẫu Vận tải Bình Minh', 'Lái xe', 'Thành phố Hải Phòng'), [
    ['2021-03', 6_300_000],
    ['2023-01', 7_100_000],
    [ago(16), 8_250_000],
  ])
  const owed = { debtMonths: 4 }
  return {
    fullName: 'Hoàng Văn Sáu Mẫu',
    sex: 'male',
    born: '1979-08-30',
    work: 'employed',
    facilityCode: '31153',
    fiveYearDate: '2026-03-01',
    history: upTo(calendar, {
      participation: [
        ...employ(
          calendar,
          at('Công ty cổ phần Mẫu Cơ khí An Phát', 'Thợ hàn', 'Thành phố Hải Phòng'),
          [
            ['2001-03', 480_000],
            ['2003-01', 620_000],
          ],
          '2004-08',
        ).map((run) => ({ ...run, ...paidOut })),
        ...employ(
          calendar,
          at('Công ty TNHH Mẫu Dệt May Phú Thịnh', 'Công nhân', 'Tỉnh Hưng Yên'),
          [
            ['2005-04', 750_000],
            ['2007-06', 1_050_000],
          ],
          '2008-12',
        ).map((run) => ({ ...run, ...paidOut })),
        ...employ(
          calendar,
          at('Công ty TNHH Mẫu Điện tử Sao Mai', 'Công nhân', 'Tỉnh Bắc Ninh'),
          [
            ['2011-02', 2_150_000],
            ['2013-01', 2_900_000],
          ],
          '2014-06',
        ),
        ...employ(
          calendar,
          at('Công ty cổ phần Mẫu Xây dựng Thành Công', 'Lái máy', 'Thành phố Hà Nội'),
          [
            ['2014-09', 3_450_000],
            ['2016-01', 4_100_000],
          ],
          '2016-12',
        ),
        ...employ(
          calendar,
          at('Công ty cổ phần Mẫu Thực phẩm Đồng Xanh', 'Tổ trưởng sản xuất', 'Thành phố Hải Phòng'),
          [
            ['2016-10', 4_800_000],
            ['2018-07', 5_400_000],
          ],
          '2019-05',
        ),
        insure('2019-06', '2019-11', { employer: 'Bảo hiểm xã hội Mẫu, người hưởng trợ cấp thất nghiệp' }),
        {
          kinds: ['bhxh'],
          from: '2020-01',
          to: '2020-12',
          voluntary: true,
          salary: 1_500_000,
          place: 'Hộ gia đình',
        },
        ...last.slice(0, -1),
        ...last.slice(-1).map((run) => ({ ...run, ...owed })),
      ],
      benefits: [
        {
          kind: 'one-off',
          from: '2010-05-17' as PartialDate,
          amount: 9_870_000,
          decision: '0540/QĐ-BHXH',
          state: 'paid',
        },
        {
          kind: 'unemployment',
          from: '2019-06-10' as PartialDate,
          to: '2019-12-09' as PartialDate,
          amount: 3_240_000,
          monthly: true,
          decision: '3310/QĐ-SLĐTBXH',
          state: 'paid',
        },
        {
          kind: 'work-accident',
          from: dayAgo(20, 5),
          amount: 11_700_000,
          decision: '1502/QĐ-BHXH',
          state: 'paid',
        },
      ],
      visits: [
        visitFacility(dayAgo(20, 5), ['31153', 'S52', 'Gãy xương cẳng tay'], 6_240_000, 80, {
          to: dayAgo(20, 11),
          inpatient: true,
        }),
        visitFacility(dayAgo(3, 24), ['31153', 'M54', 'Đau lưng'], 524_000, 80),
      ],
    }),
  }
}
