import type { ReportedRow, ReportMistake, SendReportRequest } from '../../core/api/report-contract.ts'
import { formatWrittenDate, type PartialDate } from '../../core/dates/partial-date.ts'

/** What an officer reads of a report: Vietnamese, as the office is. */

const sections: Readonly<Record<ReportedRow['section'], string>> = {
  card: 'Thẻ bảo hiểm y tế',
  holder: 'Thông tin cá nhân',
  participation: 'Quá trình tham gia',
  benefits: 'Thông tin hưởng',
  visits: 'Sổ khám chữa bệnh',
}

const mistakes: Readonly<Record<ReportMistake, string>> = {
  missing: 'Thiếu, chưa được ghi',
  'wrong-time': 'Sai thời gian',
  'wrong-amount': 'Sai số tiền hoặc mức lương',
  'wrong-name': 'Sai tên (người, đơn vị hoặc nơi khám)',
  'not-mine': 'Không phải của người gửi',
  other: 'Khác',
}

const kinds: Readonly<Record<string, string>> = {
  bhxh: 'Bảo hiểm xã hội',
  bhtn: 'Bảo hiểm thất nghiệp',
  tnld: 'Bảo hiểm tai nạn lao động, bệnh nghề nghiệp',
  bhyt: 'Bảo hiểm y tế',
  'one-off': 'BHXH một lần',
  sickness: 'Ốm đau',
  maternity: 'Thai sản',
  'work-accident': 'Tai nạn lao động, bệnh nghề nghiệp',
  unemployment: 'Thất nghiệp',
  pension: 'Hưu trí',
  survivor: 'Tử tuất',
}

const write = (date: string) => formatWrittenDate(date as PartialDate)

/** Which row, what is wrong with it, and what the person wrote. `whose` is the person whose row it is. */
export function describeReport(
  { row, mistake, text }: SendReportRequest,
  whose: { fullName: string; bhxhCode: string },
): { field: string; text: string }[] {
  const { section, kind, from, to, name } = row
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Phần dữ liệu', [sections[section], kind && (kinds[kind] ?? kind)].filter(Boolean).join(' – ')],
    ['Dữ liệu của', `${whose.fullName}, mã số BHXH ${whose.bhxhCode}`],
    ['Thời gian ghi trong dữ liệu', [from, to].flatMap((date) => (date ? [write(date)] : [])).join(' – ')],
    ['Đơn vị hoặc nơi khám ghi trong dữ liệu', name],
    ['Sai ở', mistakes[mistake]],
    ['Lời người gửi', text],
  ]
  return lines.flatMap(([field, value]) => (value ? [{ field, text: value }] : []))
}
