/** The peoples of Vietnam, in the order and spelling of the General Statistics Office (decision 121-TCTK/PPCĐ of 2 March 1979). */
export const ethnicGroups: readonly string[] = [
  ...['Kinh', 'Tày', 'Thái', 'Hoa', 'Khơ-me', 'Mường', 'Nùng', 'Hmông', 'Dao', 'Gia-rai', 'Ngái', 'Ê-đê'],
  ...['Ba-na', 'Xơ-đăng', 'Sán Chay', 'Cơ-ho', 'Chăm', 'Sán Dìu', 'Hrê', 'Mnông', 'Ra-glai', 'Xtiêng'],
  ...['Bru-Vân Kiều', 'Thổ', 'Giáy', 'Cơ-tu', 'Gié-Triêng', 'Mạ', 'Khơ-mú', 'Co', 'Ta-ôi', 'Chơ-ro'],
  ...['Kháng', 'Xinh-mun', 'Hà Nhì', 'Chu-ru', 'Lào', 'La Chí', 'La Ha', 'Phù Lá', 'La Hủ', 'Lự', 'Lô Lô'],
  ...['Chứt', 'Mảng', 'Pà Thẻn', 'Cơ Lao', 'Cống', 'Bố Y', 'Si La', 'Pu Péo', 'Brâu', 'Ơ Đu', 'Rơ-măm'],
]
