/** Code, name and place of a facility that treats the insured. */
export type KnownFacility = readonly [code: string, name: string, place: string]

/**
 * Well-known hospitals with their public BHYT codes, by hand: enough for a demo and for a desk's first words.
 * A real registry imports the insurer's directory. The digits in front are the (old) province's.
 */
export const knownFacilities: readonly [KnownFacility, ...KnownFacility[]] = [
  ['01001', 'Bệnh viện Hữu Nghị', 'Thành phố Hà Nội'],
  ['01003', 'Bệnh viện đa khoa Xanh Pôn', 'Thành phố Hà Nội'],
  ['01004', 'Bệnh viện đa khoa Đống Đa', 'Thành phố Hà Nội'],
  ['01006', 'Bệnh viện Thanh Nhàn', 'Thành phố Hà Nội'],
  ['01007', 'Bệnh viện E', 'Thành phố Hà Nội'],
  ['01009', 'Bệnh viện Bưu điện', 'Thành phố Hà Nội'],
  ['01014', 'Bệnh viện Trung ương Quân đội 108', 'Thành phố Hà Nội'],
  ['01016', 'Bệnh viện Quân y 103', 'Thành phố Hà Nội'],
  ['01929', 'Bệnh viện Bạch Mai', 'Thành phố Hà Nội'],
  ['08101', 'Bệnh viện đa khoa tỉnh Tuyên Quang', 'Tỉnh Tuyên Quang'],
  ['19010', 'Bệnh viện Trung ương Thái Nguyên', 'Tỉnh Thái Nguyên'],
  ['20003', 'Bệnh viện đa khoa tỉnh Lạng Sơn', 'Tỉnh Lạng Sơn'],
  ['22001', 'Bệnh viện đa khoa tỉnh Quảng Ninh', 'Tỉnh Quảng Ninh'],
  ['25001', 'Bệnh viện đa khoa tỉnh Phú Thọ', 'Tỉnh Phú Thọ'],
  ['31153', 'Bệnh viện Hữu nghị Việt Tiệp', 'Thành phố Hải Phòng'],
  ['33011', 'Bệnh viện đa khoa tỉnh Hưng Yên', 'Tỉnh Hưng Yên'],
  ['37101', 'Bệnh viện đa khoa tỉnh Ninh Bình', 'Tỉnh Ninh Bình'],
  ['38280', 'Bệnh viện đa khoa tỉnh Thanh Hóa', 'Tỉnh Thanh Hóa'],
  ['40001', 'Bệnh viện Hữu nghị đa khoa Nghệ An', 'Tỉnh Nghệ An'],
  ['46001', 'Bệnh viện Trung ương Huế', 'Thành phố Huế'],
  ['48001', 'Bệnh viện Đà Nẵng', 'Thành phố Đà Nẵng'],
  ['48002', 'Bệnh viện C Đà Nẵng', 'Thành phố Đà Nẵng'],
  ['51001', 'Bệnh viện đa khoa tỉnh Quảng Ngãi', 'Tỉnh Quảng Ngãi'],
  ['56001', 'Bệnh viện đa khoa tỉnh Khánh Hòa', 'Tỉnh Khánh Hòa'],
  ['68001', 'Bệnh viện đa khoa tỉnh Lâm Đồng', 'Tỉnh Lâm Đồng'],
  ['75001', 'Bệnh viện đa khoa Đồng Nai', 'Tỉnh Đồng Nai'],
  ['79013', 'Bệnh viện Nguyễn Tri Phương', 'Thành phố Hồ Chí Minh'],
  ['79014', 'Bệnh viện Nguyễn Trãi', 'Thành phố Hồ Chí Minh'],
  ['79025', 'Bệnh viện Thống Nhất', 'Thành phố Hồ Chí Minh'],
  ['79030', 'Bệnh viện Nhân dân Gia Định', 'Thành phố Hồ Chí Minh'],
  ['79048', 'Bệnh viện Chợ Rẫy', 'Thành phố Hồ Chí Minh'],
  ['92000', 'Bệnh viện đa khoa Trung ương Cần Thơ', 'Thành phố Cần Thơ'],
]
