import type { CardFace } from '../../core/card/card.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escapeXml = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '')

/** `YYYY-MM-DD` as `yyyymmdd`; what a partial date leaves open is zeros. */
function compactDate(date: string): string {
  return date.replaceAll('-', '').padEnd(8, '0')
}

/** A time in Unix seconds as `yyyymmddHHMM` in Vietnam. */
export function writeVietnamMinute(at: number): string {
  const local = new Date((at + 7 * 3600) * 1000).toISOString()
  return local.slice(0, 16).replace(/[-T:]/g, '')
}

/**
 * The fields of the national check-in table (XML0, QĐ 3176/QĐ-BYT) that a card tells, for a hospital's
 * software to complete: the identity number, the reason and the department are not on it. `at` is the time of
 * reception, Unix seconds.
 */
export function writeCheckInFields(card: CardFace, at: number): string {
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['HO_TEN', card.fullName],
    ['NGAY_SINH', `${compactDate(card.dateOfBirth)}0000`],
    ['GIOI_TINH', card.sex === undefined ? '3' : card.sex === 'male' ? '1' : '2'],
    ['MA_THE_BHYT', card.bhytNumber],
    ['MA_DKBD', card.facilityCode],
    ['GT_THE_TU', card.validFrom && compactDate(card.validFrom)],
    ['GT_THE_DEN', card.validTo && compactDate(card.validTo)],
    ['NGAY_VAO', writeVietnamMinute(at)],
  ]
  const lines = fields.map(([name, value = '']) => `  <${name}>${escapeXml(value)}</${name}>`)
  return ['<CHI_TIEU_TRANG_THAI_KCB>', ...lines, '</CHI_TIEU_TRANG_THAI_KCB>', ''].join('\n')
}
