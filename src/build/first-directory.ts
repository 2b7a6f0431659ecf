import type { FormerTier } from '../core/directory/facility.ts'

/**
 * Well-known facilities by hand, with their public BHYT codes: enough to look things up in a demo. An issuer
 * imports the insurer's directory (`npm run content -- import`). Positions are right to a few hundred metres.
 * `invented` says that the facility gets an invented level, phone and hours, marked as such wherever they are
 * shown; in production they are left out.
 */
export type FirstEntry = {
  readonly code: string
  /** Absent where core/facilities/known-facilities.ts has it. */
  readonly name?: string
  /** Today's province, two digits. */
  readonly province: string
  readonly ward?: string
  readonly at?: readonly [latitude: number, longitude: number]
  readonly invented?: {
    readonly tier: FormerTier
    readonly takesLiveCode?: boolean
    readonly issuesC65?: boolean
  }
}

const central = { tier: 'central', issuesC65: true } as const
const province = { tier: 'province', issuesC65: true } as const
const district = { tier: 'district', issuesC65: true } as const

export const firstDirectory: readonly FirstEntry[] = [
  { code: '01001', province: '01', at: [21.0151, 105.861], invented: central },
  { code: '01003', province: '01', at: [21.0312, 105.8365], invented: province },
  { code: '01004', province: '01', at: [21.0161, 105.8298], invented: district },
  { code: '01006', province: '01', at: [21.0029, 105.8583], invented: province },
  { code: '01007', province: '01', at: [21.0503, 105.7888], invented: central },
  { code: '01009', province: '01', invented: province },
  { code: '01014', province: '01', at: [21.0187, 105.8603], invented: { ...central, takesLiveCode: true } },
  { code: '01016', province: '01', at: [20.9687, 105.7856], invented: central },
  { code: '01025', name: 'Bệnh viện đa khoa Đức Giang', province: '01', invented: district },
  {
    code: '01816',
    name: 'Bệnh viện đa khoa Hà Đông',
    province: '01',
    at: [20.9716, 105.7756],
    invented: province,
  },
  {
    code: '01901',
    name: 'Bệnh viện Hữu nghị Việt Đức',
    province: '01',
    at: [21.0289, 105.8473],
    invented: central,
  },
  {
    code: '01905',
    name: 'Bệnh viện Phụ sản Trung ương',
    province: '01',
    at: [21.0271, 105.8462],
    invented: central,
  },
  { code: '01906', name: 'Bệnh viện K', province: '01', at: [21.0257, 105.8448], invented: central },
  {
    code: '01907',
    name: 'Bệnh viện Mắt Trung ương',
    province: '01',
    at: [21.0167, 105.849],
    invented: central,
  },
  {
    code: '01909',
    name: 'Bệnh viện Tai Mũi Họng Trung ương',
    province: '01',
    at: [21.0007, 105.8392],
    invented: central,
  },
  { code: '01914', name: 'Bệnh viện Nội tiết Trung ương', province: '01', invented: central },
  {
    code: '01915',
    name: 'Bệnh viện Nhi Trung ương',
    province: '01',
    at: [21.0247, 105.808],
    invented: central,
  },
  { code: '01916', name: 'Bệnh viện Ung bướu Hà Nội', province: '01', invented: province },
  { code: '01920', name: 'Viện Huyết học - Truyền máu Trung ương', province: '01', invented: central },
  { code: '01923', name: 'Bệnh viện Da liễu Trung ương', province: '01', invented: central },
  { code: '01925', name: 'Bệnh viện Lão khoa Trung ương', province: '01', invented: central },
  { code: '01929', province: '01', at: [21.0006, 105.8408], invented: central },
  {
    code: '01934',
    name: 'Bệnh viện Đại học Y Hà Nội',
    province: '01',
    at: [21.003, 105.8305],
    invented: central,
  },
  { code: '01939', name: 'Bệnh viện Bệnh nhiệt đới Trung ương', province: '01', invented: central },
  { code: '01A12', name: 'Trạm Y tế phường Giảng Võ', province: '01', ward: '00025' },
  { code: '01C58', name: 'Trạm y tế phường Láng', province: '01', ward: '00199' },
  { code: '01C66', name: 'Trạm Y tế phường Đống Đa', province: '01', ward: '00235' },
  { code: '01OO1', name: 'Trạm Y tế phường Ba Đình', province: '01', ward: '00004' },
  { code: '01OT1', name: 'Trạm y tế phường Hoàn Kiếm', province: '01', ward: '00070' },
  { code: '04014', name: 'Bệnh viện Đa khoa tỉnh Cao Bằng', province: '04', invented: province },
  { code: '08101', province: '08', invented: province },
  { code: '12096', name: 'Bệnh viện đa khoa tỉnh Lai Châu', province: '12', invented: province },
  { code: '19010', province: '19', at: [21.5893, 105.8311], invented: central },
  { code: '20003', province: '20', invented: province },
  { code: '22001', province: '22', invented: province },
  { code: '25001', province: '25', invented: province },
  { code: '31153', province: '31', at: [20.8566, 106.6907], invented: province },
  { code: '31168', name: 'Bệnh viện Đại học Y Hải Phòng', province: '31', invented: province },
  { code: '33011', province: '33', invented: province },
  { code: '37101', province: '37', invented: province },
  { code: '38280', province: '38', invented: province },
  { code: '40001', province: '40', invented: province },
  { code: '45010', name: 'Bệnh viện đa khoa tỉnh Quảng Trị', province: '44', invented: province },
  { code: '46001', province: '46', at: [16.4627, 107.587], invented: central },
  { code: '48001', province: '48', at: [16.0722, 108.2159], invented: { ...province, takesLiveCode: true } },
  { code: '48002', province: '48', at: [16.0728, 108.2167], invented: central },
  { code: '48082', name: 'Trạm Y tế phường Hòa Cường', province: '48', ward: '20257' },
  { code: '48124', name: 'Bệnh viện Phụ sản - Nhi Đà Nẵng', province: '48', invented: province },
  { code: '51001', province: '51', invented: province },
  { code: '56001', province: '56', invented: province },
  { code: '68001', province: '68', invented: province },
  { code: '75001', province: '75', invented: province },
  { code: '77001', name: 'Bệnh viện Đa khoa Vũng Tàu', province: '79', invented: province },
  { code: '77003', name: 'Bệnh viện Đa khoa Bà Rịa', province: '79', invented: province },
  { code: '79013', province: '79', at: [10.755, 106.6701], invented: province },
  { code: '79014', province: '79', invented: province },
  {
    code: '79024',
    name: 'Bệnh viện Nhân dân 115',
    province: '79',
    at: [10.7747, 106.6672],
    invented: province,
  },
  { code: '79025', province: '79', at: [10.7919, 106.653], invented: { ...central, takesLiveCode: true } },
  {
    code: '79026',
    name: 'Bệnh viện Trưng Vương',
    province: '79',
    at: [10.7704, 106.6575],
    invented: province,
  },
  { code: '79030', province: '79', at: [10.8036, 106.6944], invented: province },
  { code: '79034', name: 'Bệnh viện Quân y 175', province: '79', at: [10.8175, 106.6807], invented: central },
  { code: '79037', name: 'Bệnh viện đa khoa Thủ Đức', province: '79', invented: district },
  { code: '79048', province: '79', at: [10.7577, 106.6595], invented: central },
  { code: '79075', name: 'Bệnh viện Lê Văn Thịnh', province: '79', invented: district },
  { code: '79079', name: 'Trạm Y tế phường Sài Gòn', province: '79', ward: '26740' },
  {
    code: '79431',
    name: 'Bệnh viện Đại học Y Dược Thành phố Hồ Chí Minh',
    province: '79',
    at: [10.7553, 106.6648],
    invented: central,
  },
  { code: '79532', name: 'Bệnh viện Nhi Đồng Thành Phố', province: '79', invented: province },
  { code: '92000', province: '92', at: [10.0291, 105.7549], invented: { ...central, takesLiveCode: true } },
  { code: '92001', name: 'Bệnh viện Tim mạch thành phố Cần Thơ', province: '92', invented: province },
  { code: '92003', name: 'Bệnh viện Nhi đồng thành phố Cần Thơ', province: '92', invented: province },
  { code: '92004', name: 'Bệnh viện đa khoa Thành phố Cần Thơ', province: '92', invented: province },
  { code: '92018', name: 'Trạm Y tế phường Cái Khế', province: '92', ward: '31120' },
]
