import type { Employer } from '../../employers/employers.ts'
import { specimenEmployers } from './specimen-history.ts'

/** Tax codes that nobody has: the first two digits are of no province. */
const FIRST_CODE = 99_0000_0001

/** The employers of the demo's histories, a branch, and what is no organisation and must not be found. */
export const demoEmployers: readonly Employer[] = [
  ...specimenEmployers.map((name, index) => ({ taxCode: String(FIRST_CODE + index), name })),
  { taxCode: `${FIRST_CODE}001`, name: 'Công ty TNHH Mẫu Dệt May Phú Thịnh, chi nhánh Hải Phòng' },
  { taxCode: '9900000901', name: 'Hộ kinh doanh Mẫu Nguyễn Thị Mận' },
  { taxCode: '099190999907', name: 'Trần Văn Mẫu' },
]
