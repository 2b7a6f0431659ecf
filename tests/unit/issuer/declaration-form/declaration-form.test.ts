import { afterAll, describe, expect, it } from 'vitest'
import type { BranchRow, DeclarationRow } from '../../../../src/issuer/db/schema.ts'
import { createFormThread } from '../../../../src/issuer/declaration-form/form-thread.ts'
import { readPdf } from '../../../support/issuer/read-pdf.ts'

const declaration: DeclarationRow = {
  id: 'id',
  file_number: 'DK-26-7K2M-Q9XD',
  subject: 'subject',
  idempotency_key: 'key',
  body_hash: new Uint8Array(32),
  state: 'waiting',
  number: '0099990006',
  full_name: 'Võ Thị Mới Mẫu',
  date_of_birth: '1990-07-15',
  sex: 'female',
  nationality: 'Việt Nam',
  ethnicity: 'Kinh',
  identity_kind: 'cccd',
  identity_number: '099190999906',
  identity_issued_on: '2021-05-10',
  address: 'Số 12 ngõ 34 phố Đường Thử',
  ward_code: '00070',
  province_code: '01',
  phone: '0000700001',
  email: 'moi@demo.invalid',
  language: null,
  office_code: '00191',
  filed_at: 1_795_435_200,
  seen_on: null,
  seen_document: null,
  seen_by: null,
  decided_at: null,
  decided_by: null,
  refusal_reason: null,
  refusal_note: null,
}
const office: BranchRow = { code: '00191', name: 'BHXH cơ sở Hoàn Kiếm', province_code: '01', address: null }

describe('the declaration as a PDF', () => {
  const thread = createFormThread()
  afterAll(() => thread.stop())
  const render = async (changes: Partial<DeclarationRow> = {}, specimen = false) =>
    readPdf(await thread.render({ ...declaration, ...changes }, office, { specimen }))
  const valueBeside = (lines: readonly string[], label: string) => lines[lines.indexOf(label) + 1]

  it('says everything that was declared, on one page', async () => {
    const { pages, title, lines } = await render()
    expect(pages).toBe(1)
    expect(title).toBe('Tờ khai DK-26-7K2M-Q9XD')
    expect(lines).toContain('Mã hồ sơ: DK-26-7K2M-Q9XD')
    expect(lines).toContain('Kính gửi: BHXH cơ sở Hoàn Kiếm')
    expect(lines).toContain('Ngày 23 tháng 11 năm 2026')
    const values = {
      '[01] Họ và tên': 'VÕ THỊ MỚI MẪU',
      '[02] Ngày, tháng, năm sinh': '15/07/1990',
      '[03] Giới tính': 'Nữ',
      '[04] Quốc tịch': 'Việt Nam',
      '[05] Dân tộc': 'Kinh',
      '[08] Số căn cước công dân': '099190999906, cấp ngày 10/05/2021',
      '[09] Số điện thoại': '0000700001',
      'Thư điện tử': 'moi@demo.invalid',
      '[03] Mã số BHXH': '0099990006',
    }
    for (const [label, value] of Object.entries(values)) expect(valueBeside(lines, label)).toBe(value)
    const address = lines.indexOf('Địa chỉ liên hệ')
    expect(lines.slice(address + 1, address + 3).join('')).toBe(
      'Số 12 ngõ 34 phố Đường Thử, Phường Hoàn Kiếm, Thành phố Hà Nội',
    )
  })

  it('says what is not known as nothing', async () => {
    const { lines } = await render({
      nationality: null,
      ethnicity: null,
      email: null,
      identity_issued_on: null,
      date_of_birth: '1951',
      number: '099190999906',
    })
    expect(valueBeside(lines, '[02] Ngày, tháng, năm sinh')).toBe('1951')
    expect(valueBeside(lines, '[08] Số căn cước công dân')).toBe('099190999906')
    expect(valueBeside(lines, '[03] Số định danh cá nhân')).toBe('099190999906')
    expect(lines.join()).not.toContain('null')
  })

  it('has every letter of Vietnamese', async () => {
    const letters =
      'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ'
    const { lines } = await render({ address: letters, full_name: letters.slice(0, 40) })
    expect(lines.join('')).toContain(letters.slice(0, 30))
    expect(lines.join('')).toContain(letters.slice(0, 40).toLocaleUpperCase('vi'))
    expect(lines.join('')).not.toContain('\ufffd')
  })

  it('prints names of ethnic groups and words in other scripts, and says where it has no letters', async () => {
    const { pages, lines } = await render({
      full_name: "H'Ƀlŏ Niê Brĭt",
      nationality: '대한민국',
      ethnicity: 'Êđê',
    })
    expect(pages).toBe(1)
    const between = (from: string, to: string) =>
      lines.slice(lines.indexOf(from) + 1, lines.indexOf(to)).join('')
    expect(between('[01] Họ và tên', '[02] Ngày, tháng, năm sinh')).toBe("H'ɃLŎ NIÊ BRĬT")
    expect(between('[04] Quốc tịch', '[05] Dân tộc')).toBe('대한민국')
    expect(lines.join()).not.toContain('không in được')
    const { lines: incomplete } = await render({ nationality: '𐎀𐎁' })
    expect(incomplete[incomplete.indexOf('[04] Quốc tịch') + 1]).toBe('[…]')
    expect(incomplete).toContain('[…]: có chữ không in được ở đây, xem trong hồ sơ điện tử.')
  })

  it('is marked where it is good for nothing', async () => {
    expect((await render({}, true)).lines).toContain('BẢN MẪU')
    expect((await render({}, true)).lines.join()).toContain('Bản dùng thử, không có giá trị')
    expect((await render()).lines.join()).not.toContain('Bản dùng thử')
    expect((await render()).lines).not.toContain('BẢN MẪU')
  })

  it('stays on one page with the longest values', async () => {
    const { pages, lines } = await render({
      full_name: 'Nguyễn '.repeat(17).trim(),
      nationality: 'Cộng hòa '.repeat(5).trim(),
      ethnicity: 'Kinh '.repeat(10).trim(),
      address: 'Ngõ Đường Thử Nghiệm '.repeat(10).slice(0, 200),
      email: `${'a'.repeat(240)}@demo.invalid`,
    })
    expect(pages).toBe(1)
    expect(lines).toContain('NGƯỜI KÊ KHAI')
  })

  it('renders many at the same time, each its own', async () => {
    const numbers = Array.from({ length: 5 }, (_number, at) => `DK-26-0000-000${at}`)
    const rendered = await Promise.all(numbers.map((number) => render({ file_number: number })))
    expect(rendered.map(({ title }) => title)).toEqual(numbers.map((number) => `Tờ khai ${number}`))
  })
})
