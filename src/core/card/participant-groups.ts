/**
 * Who pays the contribution: 1 employees and employers, 2 the insurer (BHXH), 3 the state budget, 4 partly the state budget,
 * 5 the household (Law on health insurance, article 12).
 */
export type Payer = 1 | 2 | 3 | 4 | 5

/** `payer` and `name` (Vietnamese, as in the decision) are absent for codes whose meaning is not published. */
export type ParticipantGroup = { code: string; payer?: Payer; name?: string }

/** Decisions 1351/QĐ-BHXH (2015), 1697/QĐ-BHXH (2023) and 1018/QĐ-BHXH (2024); state of November 2026. */
const NAMED: readonly (readonly [code: string, payer: Payer, name: string])[] = [
  ['DN', 1, 'Người lao động làm việc trong doanh nghiệp'],
  ['HX', 1, 'Người lao động làm việc trong hợp tác xã, liên hiệp hợp tác xã'],
  [
    'CH',
    1,
    'Người lao động làm việc trong cơ quan nhà nước, đơn vị sự nghiệp, lực lượng vũ trang, tổ chức chính trị, xã hội',
  ],
  ['NN', 1, 'Người lao động làm việc trong cơ quan, tổ chức nước ngoài hoặc tổ chức quốc tế tại Việt Nam'],
  ['TK', 1, 'Người lao động làm việc trong các tổ chức khác có sử dụng lao động'],
  ['HC', 1, 'Cán bộ, công chức, viên chức'],
  ['XK', 1, 'Người hoạt động không chuyên trách ở xã, phường, thị trấn'],
  ['HT', 2, 'Người hưởng lương hưu, trợ cấp mất sức lao động hằng tháng'],
  ['TB', 2, 'Người hưởng trợ cấp tai nạn lao động, bệnh nghề nghiệp hằng tháng'],
  ['NO', 2, 'Người lao động nghỉ việc hưởng trợ cấp ốm đau do mắc bệnh dài ngày'],
  ['CT', 2, 'Người từ đủ 80 tuổi trở lên đang hưởng trợ cấp tuất hằng tháng'],
  ['XB', 2, 'Cán bộ xã, phường, thị trấn đã nghỉ việc hưởng trợ cấp BHXH hằng tháng'],
  ['TN', 2, 'Người hưởng trợ cấp thất nghiệp'],
  ['CS', 2, 'Công nhân cao su nghỉ việc hưởng trợ cấp hằng tháng'],
  ['QN', 3, 'Sĩ quan, quân nhân chuyên nghiệp, hạ sĩ quan, binh sĩ quân đội tại ngũ'],
  ['CA', 3, 'Sĩ quan, hạ sĩ quan, chiến sĩ công an nhân dân'],
  ['CY', 3, 'Người làm công tác cơ yếu'],
  ['XN', 3, 'Cán bộ xã, phường, thị trấn đã nghỉ việc hưởng trợ cấp từ ngân sách hằng tháng'],
  ['MS', 3, 'Người đã thôi hưởng trợ cấp mất sức lao động, đang hưởng trợ cấp ngân sách hằng tháng'],
  ['CC', 3, 'Người có công với cách mạng (nhóm đặc biệt: trước 1945, Mẹ VNAH, thương binh từ 81%…)'],
  ['CK', 3, 'Người có công với cách mạng (trừ nhóm CC)'],
  ['CB', 3, 'Cựu chiến binh'],
  ['KC', 3, 'Người trực tiếp tham gia kháng chiến và bảo vệ Tổ quốc'],
  ['HD', 3, 'Đại biểu Quốc hội, đại biểu HĐND các cấp đương nhiệm'],
  ['TE', 3, 'Trẻ em dưới 6 tuổi'],
  ['BT', 3, 'Người thuộc diện hưởng trợ cấp bảo trợ xã hội hằng tháng'],
  ['HN', 3, 'Người thuộc hộ gia đình nghèo'],
  ['DT', 3, 'Người dân tộc thiểu số sống tại vùng có điều kiện KT-XH khó khăn'],
  ['DK', 3, 'Người sống tại vùng có điều kiện KT-XH đặc biệt khó khăn'],
  ['XD', 3, 'Người sống tại xã đảo, huyện đảo'],
  ['TS', 3, 'Thân nhân liệt sĩ (cha, mẹ, vợ/chồng, con, người có công nuôi dưỡng)'],
  ['TC', 3, 'Thân nhân của người có công với cách mạng'],
  ['TQ', 3, 'Thân nhân của đối tượng QN'],
  ['TA', 3, 'Thân nhân của đối tượng CA'],
  ['TY', 3, 'Thân nhân của đối tượng CY'],
  ['HG', 3, 'Người đã hiến bộ phận cơ thể người'],
  ['LS', 3, 'Người nước ngoài học tập tại Việt Nam được cấp học bổng từ ngân sách Nhà nước Việt Nam'],
  ['PV', 3, 'Người phục vụ người có công với cách mạng'],
  ['CN', 4, 'Người thuộc hộ gia đình cận nghèo'],
  ['HS', 4, 'Học sinh'],
  ['SV', 4, 'Sinh viên'],
  ['GB', 4, 'Người thuộc hộ làm nông, lâm, ngư, diêm nghiệp có mức sống trung bình'],
  ['GD', 5, 'Người tham gia BHYT theo hộ gia đình'],
  ['AK', 3, 'Người dân các xã an toàn khu, vùng an toàn khu cách mạng'],
  ['LH', 3, 'Người từ đủ 75 tuổi hưởng trợ cấp hưu trí xã hội (và diện liên quan)'],
]

/** In use on cards, meaning not published or not certain: shown as the code alone. */
const UNNAMED = 'TG DS HK ND TH TV TD TU BA KT'

const GROUPS: ReadonlyMap<string, ParticipantGroup> = new Map([
  ...NAMED.map(([code, payer, name]) => [code, { code, payer, name }] as const),
  ...UNNAMED.split(' ').map((code) => [code, { code }] as const),
])

/**
 * The participant group behind the two letters of a card number. Nothing for letters that are not in the table: new groups
 * appear every year, so that is worth a note and never a refusal.
 */
export function findParticipantGroup(code: string): ParticipantGroup | undefined {
  return GROUPS.get(code)
}
