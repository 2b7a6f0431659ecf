/** Texts of what the card covers, reminders, the extract and reports, in the source language. */
export const viCover = {
  'cover.title': 'Thẻ chi trả những gì',
  'cover.lead':
    'Ví giải thích thẻ và luật, không tính tiền cho lần khám nào. Nơi khám và cơ quan BHXH là nơi quyết định.',
  'cover.whose': 'Xem thẻ của',
  'cover.selfDeclared': '{name} (tự khai)',
  'cover.noCards': 'Ví chưa có thẻ nào. Bác đăng nhập, hoặc quét thẻ vào ví.',
  'cover.addCard': 'Thêm thẻ',
  'cover.likely': 'Chưa đối chiếu được với văn bản gốc.',
  'cover.source': 'Nguồn:',

  'cover.onCard': 'Trên thẻ ghi gì',
  'cover.level': 'Mức hưởng',
  'cover.level1':
    'Mức 1: quỹ trả 100% chi phí trong phạm vi được hưởng, không giới hạn tỷ lệ ở một số thuốc, thiết bị và dịch vụ.',
  'cover.level2':
    'Mức 2: quỹ trả 100% chi phí trong phạm vi được hưởng; một số thuốc, thiết bị và dịch vụ có giới hạn tỷ lệ.',
  'cover.level3': 'Mức 3: quỹ trả 95% chi phí trong phạm vi được hưởng, người bệnh trả 5%.',
  'cover.level4': 'Mức 4: quỹ trả 80% chi phí trong phạm vi được hưởng, người bệnh trả 20%.',
  'cover.level5': 'Mức 5: quỹ trả 100% chi phí, kể cả ngoài phạm vi được hưởng (quân đội, công an, cơ yếu).',
  'cover.levelNone': 'Thẻ này không ghi mức hưởng. Bác xem trên thẻ giấy, VssID hoặc VNeID.',
  'cover.levelExceptions':
    'Được trả 100% khi khám ở cấp ban đầu, khi chi phí một lần khám thấp hơn 15% mức tham chiếu, hoặc khi đủ điều kiện 5 năm liên tục.',
  'cover.lowCost': '15% mức tham chiếu là {amount}, áp dụng từ {date}',
  'cover.levelDigit': 'Mức hưởng lấy theo chữ số ghi trên thẻ, không suy từ nhóm đối tượng.',
  'cover.levelRaised':
    'Từ 01/01/2026 nhóm này có thể đã được hưởng 100%, dù thẻ còn ghi mức {level}. Bác hỏi cơ quan BHXH để biết chắc.',
  'cover.group': 'Nhóm đối tượng',
  'cover.groupUnknown': 'Mã {code}: chưa có giải thích công khai.',
  'cover.groupNone': 'Số trên thẻ này không có mã nhóm: thẻ từ năm 2021 chỉ in mã số BHXH.',
  'cover.groupSeveral': 'Người thuộc nhiều nhóm được hưởng theo nhóm có quyền lợi cao nhất.',
  'cover.payer1': 'Người sử dụng lao động và người lao động cùng đóng',
  'cover.payer2': 'Cơ quan BHXH đóng',
  'cover.payer3': 'Ngân sách nhà nước đóng',
  'cover.payer4': 'Ngân sách nhà nước hỗ trợ một phần tiền đóng',
  'cover.payer5': 'Hộ gia đình tự đóng',
  'cover.province': 'Nơi phát hành thẻ',
  'cover.provinceOld': 'Mã theo 63 tỉnh, thành cũ; số trên thẻ không đổi sau khi sáp nhập.',
  'cover.facility': 'Nơi đăng ký KCB ban đầu',
  'cover.facilityMeaning':
    'Khám ở đây, hoặc được nơi đây chuyển đi, là đúng nơi: quỹ trả đủ mức trên thẻ. Bác được đổi nơi đăng ký trong 15 ngày đầu mỗi quý.',
  'cover.facilityNone': 'Thẻ này không ghi nơi đăng ký.',
  'cover.area': 'Mã nơi sinh sống',
  'cover.areaK1': 'K1: người dân tộc thiểu số, người thuộc hộ nghèo ở vùng khó khăn',
  'cover.areaK2': 'K2: người dân tộc thiểu số, người thuộc hộ nghèo ở vùng đặc biệt khó khăn',
  'cover.areaK3': 'K3: người sống ở xã đảo, huyện đảo',
  'cover.areaMeaning': 'Người có mã này tự đi điều trị nội trú ở cấp chuyên sâu vẫn được trả đủ mức.',
  'cover.areaNone': 'Thẻ không ghi mã này; phần lớn mọi người không có.',

  'cover.where': 'Khám ở đâu được trả bao nhiêu',
  'cover.date': 'Xem cho ngày',
  'cover.whereLevel':
    'Phần quỹ trả trong chi phí thuộc phạm vi được hưởng, với mức {percent}% ghi trên thẻ này.',
  'cover.whereNoLevel': 'Phần quỹ trả, tính theo phần trăm của mức hưởng ghi trên thẻ.',
  'cover.tooEarly': 'Ví chỉ có bảng từ ngày {date}. Trước ngày đó áp dụng luật cũ.',
  'cover.afterChecked': 'Bảng được đối chiếu với luật ngày {date}. Từ đó đến nay luật có thể đã thay đổi.',
  'cover.steps': 'Bảng thay đổi từ các ngày:',
  'cover.caption': 'Phần quỹ trả, áp dụng ngày {date}',
  'cover.place': 'Nơi khám',
  'cover.outpatient': 'Ngoại trú',
  'cover.inpatient': 'Nội trú',
  'cover.rightWay': 'Đúng nơi, hoặc cấp cứu',
  'cover.ownWay': 'Tự đi, không được chuyển',
  'cover.ofLevel': '{share}% mức hưởng',
  'cover.nothing': 'Không trả',
  'cover.anyLevel': 'mọi mức hưởng',
  'cover.since': 'Từ ngày {date}',
  'cover.at.emergency': 'Cấp cứu, ở bất kỳ đâu',
  'cover.at.registered': 'Nơi đăng ký ban đầu, hoặc được chuyển đi đúng quy định',
  'cover.at.moved': 'Đổi nơi tạm trú, lưu trú: cơ sở cấp cơ bản ở nơi mới',
  'cover.at.serious': 'Bệnh hiếm, bệnh hiểm nghèo trong danh mục: cấp cơ bản hoặc chuyên sâu',
  'cover.at.initial': 'Cấp ban đầu: trạm y tế, y học gia đình, quân – dân y',
  'cover.at.former-district': 'Cấp cơ bản hoặc chuyên sâu, trước 2025 là tuyến huyện',
  'cover.at.basic-low': 'Cấp cơ bản dưới 50 điểm, hoặc tạm xếp',
  'cover.at.basic-middle': 'Cấp cơ bản từ 50 đến dưới 70 điểm',
  'cover.at.basic-former-province': 'Cấp cơ bản, trước 2025 là tuyến tỉnh hoặc trung ương',
  'cover.at.specialised-former-province': 'Cấp chuyên sâu, trước 2025 là tuyến tỉnh',
  'cover.at.specialised-former-central': 'Cấp chuyên sâu khác (trước 2025 là tuyến trung ương)',
  'cover.rowSources': 'Điều luật cho từng dòng',
  'cover.rank': 'Nơi khám phải niêm yết cấp và số điểm của mình ở chỗ đón tiếp. Bác hỏi trước khi khám.',

  'cover.fiveYears': 'Đủ 5 năm liên tục',
  'cover.fiveYearsReached': 'Thẻ ghi đủ 5 năm từ ngày {date}: vào ngày bác xem thì đã đủ.',
  'cover.fiveYearsAhead': 'Thẻ ghi đủ 5 năm từ ngày {date}: vào ngày bác xem thì chưa đủ.',
  'cover.fiveYearsNone': 'Thẻ này không ghi ngày đủ 5 năm.',
  'cover.fiveYearsRule':
    'Được trả 100% khi có cả hai điều: tham gia đủ 5 năm liên tục, và số tiền cùng chi trả trong năm lớn hơn 6 lần mức tham chiếu. Chỉ đủ 5 năm thì chưa được.',
  'cover.sixTimes': '6 lần mức tham chiếu là {amount}, áp dụng từ {date}',
  'cover.fiveYearsCounted':
    'Chỉ tính tiền cùng chi trả của những lần khám đúng nơi hoặc được luật coi như đúng nơi.',
  'cover.fiveYearsGap': 'Gián đoạn chưa đến 3 tháng thì vẫn tính là liên tục.',

  'cover.bring': 'Đi khám mang gì',
  'cover.bringOne': 'Một trong các thứ sau:',
  'cover.bringIdentity': 'Căn cước, căn cước công dân, hoặc VNeID mức 2 đã có thẻ BHYT.',
  'cover.bringCard': 'Thẻ BHYT điện tử (VssID) hoặc thẻ giấy; thẻ không có ảnh thì kèm giấy tờ tùy thân.',
  'cover.bringNumber': 'Mã số BHYT kèm giấy tờ tùy thân.',
  'cover.bringChild': 'Trẻ dưới 6 tuổi: chỉ cần thẻ hoặc mã số BHYT; chưa có thẻ thì đưa giấy chứng sinh.',
  'cover.bringReferral':
    'Được chuyển đi thì kèm phiếu chuyển cơ sở KCB (dùng trong 10 ngày làm việc, một số bệnh là 1 năm); khám lại thì kèm phiếu hẹn.',
  'cover.bringEmergency': 'Cấp cứu thì vào ngay, đưa giấy tờ trước khi kết thúc đợt điều trị.',
  'cover.bringWallet': 'Ví này không thay các thứ trên.',

  'cover.failure': 'Khi mất mạng hoặc ứng dụng lỗi',
  'cover.failureSay': 'Bác đọc mã số thẻ cho nhân viên:',
  'cover.failureMust':
    'Nơi khám tra theo mã số đó. Không tra được thì ghi mã số lại và vẫn phải tiếp nhận để khám chữa bệnh.',
  'cover.failureTruth': 'Người bệnh chịu trách nhiệm về thông tin mình đưa ra.',

  'cover.sources': 'Văn bản luật',
  'cover.passed': 'ban hành {date}',
  'cover.links': 'Mở văn bản thì cần có mạng.',
} as const

export type CoverTextKey = keyof typeof viCover

/** These texts in one language: every key, nothing else. */
export type CoverTexts = Readonly<Record<CoverTextKey, string>>
