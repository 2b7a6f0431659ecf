/** Texts of accounts: recovery, devices, passkeys, personal information, leaving, in the source language. */
export const viAccount = {
  'account.title': 'Tài khoản',
  'leave.signOutTitle': 'Đăng xuất khỏi máy này?',
  'leave.signOutDeletes':
    'Máy này sẽ xóa: thẻ do cơ quan BHXH cấp, quá trình tham gia, mã tự đổi, bản nháp và bản lưu.',
  'leave.keepsCards': 'Còn lại trên máy: {count} thẻ bác tự khai.',
  'leave.keepsAccount':
    'Tài khoản và dữ liệu ở cơ quan BHXH còn nguyên. Bác đăng nhập lại lúc nào cũng được, khi có mạng.',
  'leave.offline':
    'Máy đang không có mạng: dữ liệu trên máy xóa được ngay. Lần mở ví tới khi có mạng, ví sẽ đóng nốt phiên đăng nhập ở cơ quan BHXH.',
  'leave.signOutConfirm': 'Xóa và đăng xuất',
  'leave.eraseTitle': 'Xóa hết trên máy này?',
  'leave.eraseDeletes':
    'Máy này sẽ xóa mọi thẻ, quá trình tham gia, bản nháp, thứ đang chờ gửi, khóa và các lựa chọn.',
  'leave.eraseCards': 'Cả {count} thẻ tự khai cũng mất. Thẻ này chỉ có trên máy, không lấy lại được.',
  'leave.eraseKeeps':
    'Còn lại: tài khoản ở cơ quan BHXH, và khóa vân tay trong phần mật khẩu của máy, nếu bác đã thêm.',
  'leave.eraseConfirm': 'Xóa hết',
  'leave.working': 'Đang xóa…',
  'leave.failed': 'Chưa xóa được dữ liệu trên máy. Bác thử lại.',
} as const

export type AccountTextKey = keyof typeof viAccount

/** These texts in one language: every key, nothing else. */
export type AccountTexts = Readonly<Record<AccountTextKey, string>>
