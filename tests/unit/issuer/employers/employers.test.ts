import { describe, expect, it } from 'vitest'
import { isOrganisation } from '../../../../src/issuer/employers/employers.ts'

describe('an organisation', () => {
  it.each([
    ['0100000001', 'Công ty TNHH Mẫu'],
    ['0100000001001', 'Công ty TNHH Mẫu, chi nhánh'],
    ['0100000001', 'Hội Mẫu Nông dân'],
    ['0100000001', 'Hợp tác xã Mẫu'],
  ])('has %s: %s', (taxCode, name) => {
    expect(isOrganisation({ taxCode, name })).toBe(true)
  })

  it.each([
    ['099190999907', 'Trần Văn Mẫu'],
    ['0100000001', 'Hộ kinh doanh Nguyễn Thị Mẫu'],
    ['0100000001', 'HKD Nguyễn Thị Mẫu'],
    ['0100000001', 'HỘ KINH DOANH CÁ THỂ MẪU'],
    ['0100000001', 'Ông Nguyễn Văn Mẫu'],
    ['010000000', 'Công ty TNHH Mẫu'],
    ['0100000001-001', 'Công ty TNHH Mẫu'],
  ])('is not %s: %s', (taxCode, name) => {
    expect(isOrganisation({ taxCode, name })).toBe(false)
  })
})
