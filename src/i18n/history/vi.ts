/** Texts of participation, benefits, visits and what changed, in the source language. */
export const viHistory = {
  'history.title': 'Quá trình',
  'history.parts': 'Các mục của quá trình',
  'history.participation': 'Tham gia',
  'history.benefits': 'Hưởng',
  'history.visits': 'Khám chữa bệnh',
  'history.source': 'Theo cơ quan BHXH, tính đến {date}',
  'history.none': 'Chưa có quá trình nào trên máy. Khi có mạng, ví sẽ lấy về.',
  'history.signedOut': 'Bác đăng nhập để xem quá trình của mình.',
  'history.signIn': 'Đăng nhập',
  'history.failed': 'Chưa đọc được quá trình trên máy.',

  'participation.empty': 'Chưa có quá trình tham gia nào. Khi cơ quan BHXH ghi nhận, bác sẽ thấy ở đây.',
  'participation.bhxh': 'Bảo hiểm xã hội',
  'participation.bhtn': 'Bảo hiểm thất nghiệp',
  'participation.tnld': 'Bảo hiểm tai nạn lao động, bệnh nghề nghiệp',
  'participation.bhyt': 'Bảo hiểm y tế',
  'participation.total': 'Tổng cộng {time}',
  'participation.salary': 'Mức lương đóng',
  'participation.voluntary': 'Tự nguyện',
  'participation.withdrawn': 'Đã hưởng một lần',
  'participation.owed': 'Chậm đóng {time}',

  'benefits.empty': 'Chưa có lần hưởng nào. Khi cơ quan BHXH giải quyết chế độ cho bác, bác sẽ thấy ở đây.',
  'benefits.one-off': 'BHXH một lần',
  'benefits.sickness': 'Chế độ ốm đau',
  'benefits.maternity': 'Chế độ thai sản',
  'benefits.work-accident': 'Chế độ tai nạn lao động, bệnh nghề nghiệp',
  'benefits.unemployment': 'Trợ cấp thất nghiệp',
  'benefits.pension': 'Lương hưu',
  'benefits.survivor': 'Chế độ tử tuất',
  'benefits.other': 'Chế độ khác (mã {code})',
  'benefits.since': 'Từ {date}',
  'benefits.monthly': '{amount} một tháng',
  'benefits.decision': 'Quyết định số {number}',
  'benefits.paid': 'Đã chi trả',
  'benefits.running': 'Đang hưởng',
  'benefits.pending': 'Đang giải quyết',
  'benefits.stopped': 'Đã dừng',

  'visits.empty': 'Chưa có lần khám nào. Khi cơ sở khám chữa bệnh gửi hồ sơ, bác sẽ thấy ở đây.',
  'visits.outpatient': 'Khám ngoại trú',
  'visits.inpatient': 'Điều trị nội trú',
  'visits.facilityCode': 'Mã cơ sở {code}',
  'visits.total': 'Tổng chi phí',
  'visits.insurance': 'Quỹ BHYT trả',
  'visits.coPayment': 'Cùng chi trả',
  'visits.own': 'Tự trả (ngoài BHYT)',
} as const

export type HistoryTextKey = keyof typeof viHistory

/** These texts in one language: every key, nothing else. */
export type HistoryTexts = Readonly<Record<HistoryTextKey, string>>
