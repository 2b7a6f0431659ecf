/** Texts of everything beside the card path, in the source language. Each is loaded with the screen that needs it. */
export const viApp = {
  'action.back': 'Quay lại',
  'action.cancel': 'Thôi',

  'signIn.title': 'Đăng nhập',
  'signIn.lead': 'Bác đăng nhập một lần khi có mạng. Sau đó thẻ mở được cả khi không có mạng.',
  'signIn.login': 'Mã số BHXH hoặc số định danh cá nhân',
  'signIn.loginHint': '10 hoặc 12 chữ số, có trên thẻ BHYT hoặc căn cước',
  'signIn.loginDefect': 'Bác kiểm tra lại: mã số BHXH có 10 chữ số, số định danh có 12 chữ số.',
  'signIn.password': 'Mật khẩu',
  'signIn.passwordDefect': 'Bác nhập mật khẩu.',
  'signIn.showPassword': 'Hiện mật khẩu',
  'signIn.submit': 'Đăng nhập',
  'signIn.working': 'Đang đăng nhập…',
  'signIn.fetching': 'Đã đăng nhập. Đang lấy thẻ về máy…',
  'signIn.offline': 'Máy đang không có mạng. Bác nối mạng rồi đăng nhập; những gì bác đã gõ vẫn còn đây.',
  'signIn.forgot': 'Bác quên mật khẩu?',
  'signIn.forgotHow':
    'Ví này chưa cấp lại được mật khẩu. Bác lấy lại trong ứng dụng VssID (mục Quên mật khẩu), hoặc gọi tổng đài 1900 9068.',
  'signIn.noCards': 'Đã đăng nhập nhưng chưa lấy được thẻ.',
  'signIn.again': 'Thử lấy thẻ lại',
  'signIn.register': 'Chưa có tài khoản? Đăng ký',
  'signIn.without': 'Không có tài khoản vẫn quét hoặc nhập thẻ được',
  'signIn.supplement': 'Ví này bổ trợ các kênh chính thức (VssID, VNeID), không thay thế.',
  'signIn.demo': 'Bản dùng thử: người và thẻ ở đây đều không có thật.',

  'error.code': 'Mã lỗi để báo tổng đài: {code}',
  'error.malformed_request': 'Hệ thống không nhận được yêu cầu. Bác thử lại; nếu vẫn vậy, bác báo tổng đài.',
  'error.invalid_fields': 'Có ô nhập chưa đúng. Bác xem lại các số đã gõ.',
  'error.body_too_large': 'Nội dung gửi đi quá lớn.',
  'error.unsupported_media_type': 'Hệ thống không nhận nội dung này. Bác cập nhật ví rồi thử lại.',
  'error.not_found': 'Không tìm thấy nội dung này. Bác cập nhật ví rồi thử lại.',
  'error.method_not_allowed': 'Hệ thống không nhận việc này. Bác cập nhật ví rồi thử lại.',
  'error.forbidden_origin': 'Yêu cầu không đến từ Ví BHYT nên bị từ chối. Bác mở lại ví rồi thử.',
  'error.too_many_requests': 'Bác đã thử nhiều lần. Bác đợi vài phút rồi thử lại.',
  'error.internal': 'Hệ thống gặp trục trặc. Thẻ trên máy không bị ảnh hưởng; bác thử lại sau.',
  'error.unavailable': 'Hệ thống đang tạm nghỉ. Thẻ trên máy vẫn dùng được; bác thử lại sau.',
  'error.sign_in_failed': 'Mã số hoặc mật khẩu chưa đúng. Bác kiểm tra lại từng chữ số.',
  'error.temporary_password_expired':
    'Mật khẩu tạm đã hết hạn. Bác lấy lại mật khẩu, hoặc đến cơ quan BHXH xin mật khẩu mới.',
  'error.ticket_expired': 'Bước này để lâu quá nên hết hạn. Bác đăng nhập lại từ đầu.',
  'error.phone_missing':
    'Tài khoản chưa có số điện thoại để nhận mã. Bác đăng nhập bằng VNeID mức 2, hoặc đến cơ quan BHXH.',
  'error.vneid_not_offered': 'Hiện chưa đăng nhập bằng VNeID được. Bác dùng mã số và mật khẩu.',
  'error.vneid_unavailable': 'VNeID đang không trả lời. Bác thử lại sau, hoặc dùng mã số và mật khẩu.',
  'error.vneid_cancelled': 'Bác đã dừng ở bước VNeID. Bác làm lại, hoặc dùng mã số và mật khẩu.',
  'error.vneid_level_too_low':
    'Tài khoản VNeID của bác mới ở mức 1. Bác đến công an nâng lên mức 2, hoặc dùng mã số và mật khẩu.',
  'error.vneid_no_account': 'Số định danh trên VNeID chưa có tài khoản ở đây. Bác đăng ký tài khoản trước.',
  'error.vneid_mismatch':
    'Thông tin trên VNeID không khớp với tài khoản này. Bác dùng VNeID của chính mình, hoặc đến cơ quan BHXH.',
  'error.vneid_other_browser':
    'VNeID đã mở sang trình duyệt khác với nơi bác bắt đầu, hoặc bác để lâu quá. Bác bắt đầu lại ở đây.',
  'error.vneid_refused':
    'Chưa xác nhận được câu trả lời của VNeID nên ví không dùng. Bác đăng nhập lại từ đầu.',
  'error.passkey_refused': 'Chưa xác nhận được vân tay hay khuôn mặt. Bác thử lại, hoặc dùng mật khẩu.',
  'error.passkey_unknown':
    'Vân tay hay khuôn mặt này không còn dùng được ở đây. Bác đăng nhập bằng mật khẩu rồi thêm lại.',
  'error.passkey_limit':
    'Tài khoản đã có đủ 10 máy dùng vân tay hay khuôn mặt. Bác xóa bớt một máy rồi thêm.',
  'error.session_expired': 'Đã hết hạn đăng nhập. Thẻ trên máy vẫn dùng được; bác đăng nhập lại để cập nhật.',
  'error.device_removed':
    'Máy này đã bị kết thúc (báo mất máy, hoặc gỡ khỏi tài khoản), nên thẻ trên máy đã được xóa. Nếu đây là máy của chính mình, hãy đăng nhập lại.',
  'error.device_replaced':
    'Tài khoản đã đăng nhập trên máy khác, nên thẻ trên máy này đã được xóa. Nếu không phải chính mình đăng nhập, hãy gọi 1900 9068; nếu phải, có thể đăng nhập lại ở đây.',
  'error.nonce_expired': 'Chờ lâu quá nên hết hạn. Bác thử lại.',
  'error.proof_invalid': 'Hệ thống chưa xác nhận được máy này. Bác thử lại.',
  'error.card_unknown': 'Không tìm thấy thẻ này trong tài khoản của bác.',
  'error.key_unknown': 'Hệ thống chưa nhận ra máy này. Bác đăng nhập lại.',
  'error.key_limit': 'Chưa gắn được thẻ này vào máy. Bác đăng nhập lại.',
  'error.code_invalid': 'Mã chưa đúng hoặc đã hết hạn. Bác xem lại tin nhắn, hoặc xin mã mới.',
  'error.challenge_invalid': 'Chưa kiểm tra xong máy này. Bác thử lại.',
  'error.password_weak': 'Mật khẩu này chưa dùng được. Bác chọn mật khẩu khác.',
  'error.password_wrong': 'Mật khẩu hiện tại chưa đúng. Bác gõ lại.',
  'error.signature_invalid': 'Tin nhắn gửi đến không được xác thực nên bị từ chối.',
  'error.phone_in_use':
    'Số điện thoại này đang dùng cho mã số BHXH khác. Bác dùng số khác, hoặc đến cơ quan BHXH.',
  'error.account_exists': 'Bác đã có tài khoản rồi. Bác đăng nhập, hoặc lấy lại mật khẩu nếu quên.',
  'error.phone_proof_invalid': 'Số điện thoại cần xác nhận lại. Bác xin mã mới.',
  'error.number_not_found':
    'Không tìm thấy. Bác kiểm tra họ tên, ngày sinh và số căn cước, hoặc hỏi cơ quan BHXH.',
  'error.picture_invalid': 'Ảnh này không dùng được. Bác chụp lại hoặc chọn ảnh khác.',
  'error.declaration_waiting':
    'Bác đã gửi tờ khai cho số này rồi. Số hồ sơ có trong tin nhắn gửi đến máy bác.',
  'error.idempotency_conflict': 'Tờ khai gửi trước đó khác tờ khai này. Bác xem lại rồi gửi lần nữa.',
  'error.file_unknown': 'Không có hồ sơ mang số này. Bác kiểm tra lại từng chữ.',
  'error.officer_session_expired': 'Đã hết phiên làm việc. Vui lòng đăng nhập lại.',
  'error.officer_sign_in_failed': 'Tên đăng nhập hoặc mật khẩu chưa đúng.',
  'error.officer_password_temporary': 'Vui lòng đổi mật khẩu lần đầu trước khi làm việc.',
  'error.officer_forbidden': 'Việc này chỉ dành cho phụ trách.',
  'error.already_decided': 'Hồ sơ này vừa được người khác giải quyết. Vui lòng mở lại hồ sơ.',
  'error.document_mismatch':
    'Giấy tờ không khớp tờ khai hoặc dữ liệu BHXH, hoặc ngày đối chiếu không hợp lệ.',
  'error.person_unknown': 'Dữ liệu BHXH không có người mang số này.',
  'error.account_unknown': 'Người này không có tài khoản do cơ quan này quản lý.',
  'error.officer_proof_needed': 'Cần nhập lại mật khẩu trước khi làm việc này.',
  'error.second_officer_needed':
    'Đã ghi nhận. Dữ liệu BHXH không đối chiếu được giấy tờ này, nên cần thêm một cán bộ khác xem bản chính và xác nhận.',
  'error.other_person':
    'Người khác đang đăng nhập trên máy này. Báo sai được giữ lại, chờ người viết đăng nhập.',
  'error.storage_unavailable':
    'Trình duyệt không cho cất dữ liệu. Bác mở ở cửa sổ thường, không phải cửa sổ ẩn danh hay riêng tư.',
  'error.storage_timeout': 'Máy mở dữ liệu quá lâu. Bác đóng hẳn ứng dụng rồi mở lại.',
  'error.storage_full': 'Máy hết chỗ trống. Thẻ cũ vẫn còn; bác xóa bớt ảnh hoặc ứng dụng rồi thử lại.',
  'error.storage_damaged': 'Dữ liệu trên máy không đọc được. Bác đăng xuất rồi đăng nhập lại để lấy thẻ về.',
  'error.worker_unavailable': 'Phần chạy khi không có mạng chưa sẵn sàng. Bác mở lại trang này khi có mạng.',
  'error.cookies_unavailable':
    'Trình duyệt không giữ cookie nên không giữ được đăng nhập. Vui lòng cho phép cookie trong cài đặt của trình duyệt, hoặc mở bằng trình duyệt khác, rồi đăng nhập lại.',
  'error.offline': 'Chưa kết nối được. Bác xem lại mạng rồi thử lại.',
  'error.timeout': 'Chờ lâu quá, có thể do mạng yếu. Bác thử lại.',
  'error.answer_malformed': 'Thông tin nhận về bị hỏng nên ví không dùng. Bác thử lại sau.',
  'error.answer_unverifiable':
    'Thông tin nhận về không xác thực được nên ví không dùng. Thẻ cũ vẫn còn nguyên.',
  'error.answer_outdated': 'Thông tin nhận về cũ hơn thông tin trên máy nên ví không dùng.',
  'error.trust_list_unverifiable': 'Chưa xác thực được chữ ký của cơ quan BHXH. Thẻ cũ vẫn còn nguyên.',
  'error.snapshot_too_new':
    'Thông tin mới cần bản ứng dụng mới hơn. Bác cập nhật ứng dụng; thông tin cũ vẫn còn nguyên.',
  'error.unexpected': 'Có lỗi ngoài dự tính. Dữ liệu trên máy vẫn còn; bác thử lại.',

  'missing.insecure':
    'Địa chỉ này không bắt đầu bằng https:// nên máy không cất được thẻ và chưa đăng nhập được. Vui lòng mở bằng địa chỉ https://.',
  'missing.keys':
    'Trình duyệt này không tạo được khóa để cất thẻ. Vui lòng cập nhật trình duyệt, hoặc mở bằng Chrome hay Safari.',
  'missing.cookies':
    'Trình duyệt đang chặn cookie nên chưa đăng nhập được. Vui lòng cho phép cookie của trang này trong cài đặt, rồi mở lại trang.',
  'missing.network-only':
    'Ở cửa sổ này vẫn đăng nhập được, nhưng thẻ chỉ mở được khi có mạng. Muốn mở cả khi không có mạng, vui lòng dùng cửa sổ thường của Chrome hay Safari.',

  'inApp.title': 'Bác mở bằng trình duyệt của máy',
  'inApp.lead':
    'Trang này đang mở trong {app}. Ở đây thẻ không giữ lại được và không dùng được khi mất mạng.',
  'inApp.stepMenu': 'Bác chạm dấu ba chấm hoặc nút chia sẻ ở góc màn hình.',
  'inApp.stepIos': 'Chọn “Mở bằng Safari”.',
  'inApp.stepAndroid': 'Chọn “Mở bằng trình duyệt” hoặc “Mở bằng Chrome”.',
  'inApp.copy': 'Chép địa chỉ trang',
  'inApp.copied': 'Đã chép. Bác dán vào Safari hoặc Chrome.',
  'inApp.continue': 'Vẫn tiếp tục ở đây',

  'ios.title': 'Đưa Ví BHYT ra màn hình chính',
  'ios.lead':
    'Bác làm việc này trước khi đăng nhập: ví trên màn hình chính có chỗ cất riêng. Nếu chỉ mở trong Safari, iPhone sẽ xóa thẻ sau bảy ngày không dùng.',
  'ios.share': 'Chạm nút Chia sẻ. Không thấy nút đó thì chạm dấu ba chấm trước.',
  'ios.add': 'Kéo xuống, chọn “Thêm vào MH chính”.',
  'ios.confirm': 'Chạm “Thêm”, rồi mở Ví BHYT từ màn hình chính.',
  'ios.skip': 'Để sau, đăng nhập luôn',

  'install.title': 'Cài Ví BHYT vào máy',
  'install.lead': 'Mở nhanh từ màn hình chính, thẻ được giữ chắc hơn.',
  'install.action': 'Cài vào máy',

  'update.title': 'Có bản mới',
  'update.lead': 'Mất vài giây, không cần đăng nhập lại.',
  'update.action': 'Dùng bản mới',
  'update.needed': 'Cần bản ứng dụng mới',
  'update.look': 'Tìm bản mới',
  'update.looking': 'Đang tìm bản mới…',
  'update.notYet': 'Chưa thấy bản mới. Bác thử lại sau, khi có mạng.',

  'outbox.title': 'Chưa gửi xong',
  'outbox.registration': 'Tờ khai đăng ký tài khoản',
  'outbox.report': 'Báo sai thông tin',
  'outbox.sending': 'Đang gửi…',
  'outbox.waiting': 'Chưa gửi; máy tự gửi khi có mạng.',
  'outbox.look': 'Xem',
  'outbox.send': 'Gửi ngay',
  'outbox.drop': 'Bỏ, không gửi nữa',
  'outbox.lost': 'Còn {count} việc chưa gửi. Làm bước này thì các việc đó bị bỏ, không gửi nữa.',

  'services.title': 'Tiện ích',
  'services.language': 'Ngôn ngữ',
  'services.cards': 'Thẻ trong ví',
  'services.cardsHint': 'Thêm thẻ bằng cách quét, đổi tên, sắp xếp',
  'services.cover': 'Thẻ chi trả những gì',
  'services.coverHint': 'Mức hưởng, khám ở đâu được trả bao nhiêu, mang gì',
  'services.extract': 'Trích lục để in',
  'services.extractHint': 'Thẻ và quá trình trên giấy A4, tệp dữ liệu',
  'services.remind': 'Nhắc về thẻ',
  'services.remindHint': 'Ngày hết hạn, đủ 5 năm, hạn đóng tiếp',
  'services.report': 'Báo dữ liệu sai',
  'services.reportHint': 'Cơ quan BHXH xem và trả lời',
  'services.readiness': 'Máy đã sẵn sàng chưa?',
  'services.readinessHint': 'Kiểm tra thẻ có mở được khi không có mạng',
  'services.offline': 'Dùng thẻ khi không có mạng',
  'services.offlineHint': 'Bốn bước, đọc trong một phút',
  'services.hotline': 'Gọi tổng đài 1900 9068',
  'services.hotlineHint': 'Cơ quan BHXH Việt Nam; có thể tính cước',
  'services.accountGroup': 'Tài khoản',
  'services.account': 'Thông tin cá nhân',
  'services.accountHint': 'Điện thoại, email, địa chỉ; hủy tài khoản',
  'services.devices': 'Máy và lần đăng nhập',
  'services.password': 'Đổi mật khẩu',
  'services.passkeys': 'Vân tay, khuôn mặt',
  'services.signIn': 'Đăng nhập',
  'services.register': 'Đăng ký tài khoản',
  'services.signOut': 'Đăng xuất khỏi máy này',
  'services.erase': 'Xóa hết trên máy này',
  'services.about': 'Ví BHYT bổ trợ các kênh chính thức của cơ quan BHXH, không thay thế.',

  'readiness.title': 'Máy đã sẵn sàng chưa?',
  'readiness.good': 'Được rồi',
  'readiness.attention': 'Cần xem',
  'readiness.allGood': 'Máy đã sẵn sàng: thẻ mở được khi không có mạng.',
  'readiness.some': 'Thẻ dùng được. Bác xem thêm các mục bên dưới.',
  'readiness.barred': 'Máy chưa cất được thẻ.',
  'readiness.installed': 'Đã cài vào máy',
  'readiness.notInstalled': 'Chưa cài vào màn hình chính',
  'readiness.installHow':
    'Mở trình đơn của trình duyệt, chọn “Cài đặt ứng dụng” hoặc “Thêm vào màn hình chính”.',
  'readiness.installedApart':
    'Ví trên màn hình chính có chỗ cất riêng: cần mở từ đó và đăng nhập thêm một lần.',
  'readiness.kept': 'Máy sẽ giữ dữ liệu',
  'readiness.notKept': 'Máy có thể xóa dữ liệu khi hết chỗ',
  'readiness.keep': 'Nhờ máy giữ dữ liệu',
  'readiness.keepRefused': 'Trình duyệt chưa đồng ý. Bác cài ví vào màn hình chính rồi thử lại.',
  'readiness.worker': 'Mở được khi không có mạng',
  'readiness.workerPrivate': 'Trong cửa sổ ẩn danh hay riêng tư, đóng cửa sổ là mất thẻ trên máy.',
  'readiness.noWorker': 'Chưa mở được khi không có mạng',
  'readiness.noWorkerHow': 'Bác mở lại trang này một lần khi có mạng, trong cửa sổ thường của trình duyệt.',
  'readiness.days': 'Mã tự đổi còn {days} ngày',
  'readiness.daysHow': 'Mỗi lần có mạng, mã được gia hạn thêm tới 30 ngày.',
  'readiness.noCredential': 'Chưa có mã tự đổi',
  'readiness.clockRight': 'Đồng hồ máy đúng',
  'readiness.clockWrong': 'Đồng hồ máy lệch {time}',
  'readiness.clockHow':
    'Bác bật “Đặt giờ tự động” trong cài đặt, nếu không bệnh viện có thể không nhận mã tự đổi.',
  'readiness.clockUnknown': 'Chưa kiểm tra được đồng hồ',
  'readiness.clockUnknownHow': 'Ví kiểm tra đồng hồ khi cập nhật qua mạng.',
  'readiness.keys': 'Máy tạo được mã tự đổi',
  'readiness.noKeys': 'Máy không tạo được mã tự đổi',
  'readiness.noKeysHow': 'Bác dùng mã thẻ hoặc mã để in.',
  'readiness.updated': 'Cập nhật {ago}',
  'readiness.justUpdated': 'Vừa cập nhật',
  'readiness.neverUpdated': 'Chưa cập nhật lần nào',
  'readiness.update': 'Cập nhật ngay',
  'readiness.updating': 'Đang cập nhật…',
  'readiness.upToDate': 'Thông tin trên máy là mới nhất.',
  'readiness.checking': 'Đang kiểm tra…',

  'offline.title': 'Dùng thẻ khi không có mạng',
  'offline.lead': 'Thẻ nằm sẵn trong máy. Không có mạng vẫn đưa được như thường.',
  'offline.open': 'Mở Ví BHYT như mọi khi. Dòng “Không có mạng” ở trên cùng là bình thường.',
  'offline.show': 'Chạm vào mã cho to ra rồi đưa nhân viên, kèm căn cước hoặc VNeID.',
  'offline.number': 'Máy quét không đọc được thì bác đọc mã số trên thẻ. Nơi khám tra theo mã số này.',
  'offline.law':
    'Khi hệ thống trục trặc, nơi khám vẫn tiếp nhận theo mã số thẻ (Nghị định 188/2025/NĐ-CP, Điều 38).',
  'offline.paper': 'Phòng khi máy hết pin, bác in sẵn “Mã để in” và cất trong ví.',
  'offline.renew': 'Mỗi tháng nối mạng ít nhất một lần để mã tự đổi được gia hạn.',
} as const

export type AppTextKey = keyof typeof viApp

/** The texts beside the card path in one language: every key, nothing else. */
export type AppTexts = Readonly<Record<AppTextKey, string>>
