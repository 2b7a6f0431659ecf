import type { RefusalReason } from '../../core/api/registration-contract.ts'
import type { DeclarationRow, OfficeRequestRow } from '../db/schema.ts'
import type { Message } from '../messaging/message.ts'

/** What people are told about what the office has decided, in the language of the service. */

const HOTLINE = 'Nếu không yêu cầu, gọi ngay 1900 9068.'

const reasons: Record<RefusalReason, string> = {
  'pictures-unclear': 'ảnh chưa rõ',
  'document-differs': 'giấy tờ tùy thân không khớp tờ khai',
  'data-differs': 'thông tin kê khai không khớp dữ liệu BHXH',
  'not-in-person': 'người đăng ký chưa đến trực tiếp với bản chính giấy tờ',
  lapsed: 'đã quá 90 ngày',
  other: 'có nội dung chưa phù hợp',
}

/** A text message to a phone, and the same as an email where there is an address. */
function tellBoth(
  { phone, email }: { phone: string | null; email: string | null },
  { subject, body }: { subject: string; body: string },
): Message[] {
  return [
    ...(phone === null ? [] : [{ channel: 'sms', recipient: phone, body } as const]),
    ...(email === null ? [] : [{ channel: 'email', recipient: email, subject, body } as const]),
  ]
}

/** The password goes to the phone that was confirmed, and nowhere else. */
export function writeApproval(row: DeclarationRow, password: string, endsAt: number): Message[] {
  const done = `Ví BHYT: hồ sơ ${row.file_number} đã được duyệt.`
  const body = `${done} Mật khẩu dùng một lần: ${password}. Trong 72 giờ, bác đăng nhập bằng mã số BHXH hoặc số định danh cá nhân rồi đặt mật khẩu mới.`
  return [
    { channel: 'sms', recipient: row.phone, body, endsAt },
    ...tellBoth(
      { phone: null, email: row.email },
      {
        subject: `Hồ sơ ${row.file_number} đã được duyệt`,
        body: `${done} Mật khẩu dùng một lần đã được gửi bằng tin nhắn đến số điện thoại đã đăng ký. ${HOTLINE}`,
      },
    ),
  ]
}

export function writeRefusal(
  row: DeclarationRow,
  { reason, note }: { reason: RefusalReason; note: string | undefined },
): Message[] {
  const why = note === undefined ? reasons[reason] : `${reasons[reason]} (${note})`
  return tellBoth(row, {
    subject: `Hồ sơ ${row.file_number} chưa được duyệt`,
    body: `Ví BHYT: hồ sơ ${row.file_number} chưa được duyệt vì ${why}. Có thể gửi tờ khai mới.`,
  })
}

export function writeRequestDecision(
  request: Pick<OfficeRequestRow, 'kind' | 'file_number'>,
  { isApproved, answer }: { isApproved: boolean; answer: string | undefined },
  to: { phone: string | null; email: string | null },
): Message[] {
  const told = answer === undefined ? '' : ` Trả lời: ${answer}`
  const outcome =
    request.kind === 'close-account'
      ? isApproved
        ? `tài khoản giao dịch điện tử đã được hủy. ${HOTLINE}`
        : 'yêu cầu hủy tài khoản chưa được chấp nhận.'
      : isApproved
        ? 'cơ quan BHXH đã trả lời lời báo lỗi dữ liệu.'
        : 'cơ quan BHXH trả lời lời báo lỗi: không sửa dữ liệu.'
  return tellBoth(to, {
    subject: `Hồ sơ ${request.file_number}`,
    body: `Ví BHYT, hồ sơ ${request.file_number}: ${outcome}${told}`,
  })
}

/** To the new phone the password; to the old phone and the email that it happened. */
export function writeReset(
  { phone, oldPhone, email }: { phone: string; oldPhone: string | null; email: string | null },
  password: string,
  endsAt: number,
): Message[] {
  const body = `Ví BHYT: cơ quan BHXH đã cấp lại tài khoản theo yêu cầu tại quầy. Mật khẩu dùng một lần: ${password}. Bác đăng nhập trong 72 giờ rồi đặt mật khẩu mới.`
  return [
    { channel: 'sms', recipient: phone, body, endsAt },
    ...tellBoth(
      { phone: oldPhone === phone ? null : oldPhone, email },
      {
        subject: 'Ví BHYT: tài khoản được cấp lại',
        body: `Ví BHYT: cơ quan BHXH vừa cấp lại tài khoản với số điện thoại mới. Máy cũ đã đăng xuất. ${HOTLINE}`,
      },
    ),
  ]
}
