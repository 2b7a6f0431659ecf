import type { Specimen } from '../registry/specimen-person.ts'
import { createCalendar, insure, upTo } from './life-events.ts'

const FACILITY = '01929'

/** Four adults who pay for their insurance as a household, a year at a time, one of them for all. */
export function fourPayers(today: string): Specimen[] {
  const calendar = createCalendar(today)
  const { year, ago } = calendar
  const history = upTo(calendar, {
    participation: [insure(`${year - 6}-01`, ago(0), { place: 'Hộ gia đình, Phường Mẫu, Thành phố Hà Nội' })],
    benefits: [],
    visits: [],
  })
  const member = (fullName: string, sex: Specimen['sex'], born: string): Specimen => ({
    fullName,
    sex,
    born,
    work: 'household',
    facilityCode: FACILITY,
    history,
  })
  return [
    {
      ...member('Bùi Thị Hạnh Mẫu', 'female', '1979-04-12'),
      relations: [
        { to: 1, relation: 'spouse' },
        { to: 2, relation: 'parent' },
        { to: 3, relation: 'child' },
      ],
    },
    member('Hoàng Văn Phúc Mẫu', 'male', '1976-10-02'),
    member('Bùi Văn Thọ Mẫu', 'male', '1950-01-20'),
    member('Hoàng Thu Trang Mẫu', 'female', '2004-06-15'),
  ]
}
