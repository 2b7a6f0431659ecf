import type { Sex } from '../../../core/card/card.ts'
import type { Random } from './random.ts'

type Names = readonly [string, ...string[]]

function words(text: string): Names {
  const [first = '', ...rest] = text.split(' ')
  return [first, ...rest]
}

/** Repeated about as often as they are borne. */
const surnames: Names = words(
  [
    'Nguyễn '.repeat(38),
    'Trần '.repeat(12),
    'Lê '.repeat(10),
    'Phạm '.repeat(7),
    'Phan '.repeat(4),
    'Hoàng Hoàng Hoàng Huỳnh Huỳnh Vũ Vũ Võ Võ Đặng Đặng Bùi Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Trịnh Đinh Mai ',
    'Trương Lâm Tạ Cao Hà Lương Lưu Châu Nông',
  ].join(''),
)

type Fashion = { middle: Names; given: Names }

/** Names change with the times: `old` for people born before 1985. */
const fashions: Record<Sex, { old: Fashion; new: Fashion }> = {
  male: {
    old: {
      middle: words('Văn Văn Văn Đình Công Xuân Hữu Bá Quang Đức Trọng Ngọc'),
      given: words(
        'Hùng Dũng Tuấn Thắng Cường Hải Sơn Bình Long Nam Minh Thành Hòa Quang Phúc Lợi Tâm Chiến Đạt Khoa Trung Kiên Toàn Vinh',
      ),
    },
    new: {
      middle: words('Minh Gia Quốc Anh Hoàng Đức Bảo Tuấn Thanh Nhật Hải Duy'),
      given: words(
        'Huy Khang Bảo Minh Phúc Anh Khoa Phát Đạt Khôi Long Nam Duy Quân Kiệt Thịnh Tuấn Hưng Hoàng Hiếu Nhân Trí Tài Phong',
      ),
    },
  },
  female: {
    old: {
      middle: words('Thị'),
      given: words(
        'Lan Hoa Hương Hồng Mai Nga Thủy Hà Liên Loan Phượng Nguyệt Cúc Bích Hạnh Hiền Dung Thu Xuân Yến Tuyết Lý Vân',
      ),
    },
    new: {
      middle: words('Thị Ngọc Thanh Bảo Minh Khánh Phương Thùy Diễm Mỹ Hoài Gia Quỳnh Kim'),
      given: words(
        'Anh Vy Ngọc Nhi Hân Thư Linh Như Ngân Phương Thảo My Trân Quỳnh Nghi Trang Trâm An Thy Châu Trúc Uyên Yến Mai Hà',
      ),
    },
  },
}

/** A surname; children have their father's. */
export function generateSurname(random: Random): string {
  return random.pick(surnames)
}

/** Surname, middle name and given name in the fashion of the year of birth. */
export function generateFullName(random: Random, surname: string, sex: Sex, birthYear: number): string {
  const { middle, given } = fashions[sex][birthYear < 1985 ? 'old' : 'new']
  return `${surname} ${random.pick(middle)} ${random.pick(given)}`
}
