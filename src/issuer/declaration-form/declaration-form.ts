import type { Bytes } from '../../core/bytes.ts'
import { formatWrittenDate, type PartialDate } from '../../core/dates/partial-date.ts'
import { findWardName } from '../branches/wards.ts'
import type { BranchRow, DeclarationRow } from '../db/schema.ts'
import { type FormLine, renderForm } from './form-page.ts'

const sexes = { male: 'Nam', female: 'Nữ' } as const
const identityNames = {
  cccd: 'căn cước công dân',
  'can-cuoc': 'căn cước',
  cmnd: 'chứng minh nhân dân',
  passport: 'hộ chiếu',
} as const

/**
 * The declaration as a PDF of one A4 page: the fields of form TK1-TS (Decision 595/QĐ-BHXH of 2017 with its
 * amendments) that an electronic account needs, with their numbers on that form. Letters that no font has are
 * shown as such, and the foot says so.
 *
 * @param specimen Marks it as good for nothing.
 */
export function renderDeclarationForm(
  declaration: DeclarationRow,
  office: BranchRow,
  options: { specimen: boolean },
): Promise<Bytes> {
  return renderForm(
    {
      officeName: office.name,
      subject: 'Đăng ký tài khoản giao dịch điện tử với cơ quan bảo hiểm xã hội',
      numbering: 'Các mục ghi theo mẫu TK1-TS',
      fileNumber: declaration.file_number,
      filedAt: declaration.filed_at,
    },
    [
      { title: 'I. Người kê khai', lines: describePerson(declaration) },
      { title: 'II. Yêu cầu', lines: describeRequest(declaration) },
    ],
    options,
  )
}

function describePerson(declaration: DeclarationRow): FormLine[] {
  const { ward, province } = findWardName(declaration.ward_code) ?? { ward: '', province: '' }
  const issued = declaration.identity_issued_on
  return [
    ['[01] Họ và tên', declaration.full_name.toLocaleUpperCase('vi')],
    ['[02] Ngày, tháng, năm sinh', writeDate(declaration.date_of_birth)],
    ['[03] Giới tính', sexes[declaration.sex]],
    ['[04] Quốc tịch', declaration.nationality ?? ''],
    ['[05] Dân tộc', declaration.ethnicity ?? ''],
    ['Địa chỉ liên hệ', [declaration.address, ward, province].filter(Boolean).join(', ')],
    [
      `[08] Số ${identityNames[declaration.identity_kind]}`,
      `${declaration.identity_number}${issued ? `, cấp ngày ${writeDate(issued)}` : ''}`,
    ],
    ['[09] Số điện thoại', declaration.phone],
    ['Thư điện tử', declaration.email ?? ''],
  ]
}

function describeRequest({ number }: DeclarationRow): FormLine[] {
  return [
    number.length === 10 ? ['[03] Mã số BHXH', number] : ['[03] Số định danh cá nhân', number],
    ['[04] Nội dung yêu cầu', 'Đăng ký tài khoản giao dịch điện tử với cơ quan BHXH'],
    ['[05] Hồ sơ kèm theo', 'Ảnh chân dung, ảnh mặt trước và ảnh mặt sau của giấy tờ tùy thân'],
  ]
}

const writeDate = (iso: string) => formatWrittenDate(iso as PartialDate)
