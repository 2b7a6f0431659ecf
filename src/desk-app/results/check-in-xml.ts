import { parseBhytNumber } from '../../core/card/bhyt-number.ts'
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
 * The national check-in table (table 0 of QĐ 130/QĐ-BYT as amended by QĐ 4750 and 3176) with the fields that
 * a card and the desk tell, in the table's order; a hospital's software completes the others. Today's
 * twelve-digit card number is the identity number as well. `at` is the time of reception, Unix seconds.
 */
export function writeCheckIn(
  card: CardFace,
  { at, facility }: { at: number; facility: string | undefined },
): string {
  const number = parseBhytNumber(card.bhytNumber)
  const isPersonal = number.ok && number.value.form === 'personal-12'
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['HO_TEN', card.fullName],
    ['SO_CCCD', isPersonal ? number.value.text : undefined],
    ['NGAY_SINH', `${compactDate(card.dateOfBirth)}0000`],
    ['GIOI_TINH', card.sex === undefined ? '3' : card.sex === 'male' ? '1' : '2'],
    ['MA_THE_BHYT', card.bhytNumber],
    ['MA_DKBD', card.facilityCode],
    ['GT_THE_TU', card.validFrom && compactDate(card.validFrom)],
    ['GT_THE_DEN', card.validTo && compactDate(card.validTo)],
    ['NGAY_VAO', writeVietnamMinute(at)],
    ['MA_CSKCB', facility],
  ]
  const lines = fields.map(([name, value = '']) => `<${name}>${escapeXml(value)}</${name}>`)
  return [
    '<CHI_TIEU_TRANG_THAI_KCB>',
    '<DSACH_TRANG_THAI_KCB>',
    '<TRANG_THAI_KCB>',
    ...lines,
    '</TRANG_THAI_KCB>',
    '</DSACH_TRANG_THAI_KCB>',
    '</CHI_TIEU_TRANG_THAI_KCB>',
    '',
  ].join('\n')
}
