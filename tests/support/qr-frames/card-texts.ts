import { SeededRandom } from './seeded-random.ts'

// Fictional people and places only: every name, number and address is generated at random.
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Đỗ', 'Ngô', 'Lý'] as const
const MIDDLES = ['Văn', 'Thị', 'Hữu', 'Đức', 'Ngọc', 'Thùy', 'Minh', 'Xuân', 'Bích', 'Quốc'] as const
const GIVEN = [
  'Hùng',
  'Dũng',
  'Hường',
  'Nguyệt',
  'Quỳnh',
  'Thắng',
  'Yến',
  'Phượng',
  'Đạt',
  'Vượng',
  'Thủy',
] as const
const PLACES = [
  'Phú Mỹ',
  'Tân Lập',
  'Vĩnh Thạnh',
  'Đại Nghĩa',
  'Cẩm Tú',
  'Yên Sở',
  'Hưng Thịnh',
  'Thạch Bàn',
] as const
const PROVINCES = [
  'Hà Nội',
  'Đà Nẵng',
  'Cần Thơ',
  'Nghệ An',
  'Đắk Lắk',
  'Thừa Thiên Huế',
  'Kiên Giang',
] as const

export type CardKind = 'cccd' | 'bhyt'

/** The text of a made-up card: 7 fields of an identity card in UTF-8, or 15 fields of an insurance card. */
export function makeCardText(kind: CardKind, seed: string): string {
  const random = new SeededRandom(`text/${kind}/${seed}`)
  return kind === 'cccd' ? makeIdentityText(random) : makeInsuranceText(random)
}

/** A name as cards carry it, composed characters. */
export function makeName(random: SeededRandom): string {
  return `${random.pick(FAMILIES)} ${random.pick(MIDDLES)} ${random.pick(GIVEN)}`
}

function makeAddress(random: SeededRandom): string {
  return `${random.int(1, 899)} ${random.pick(PLACES)}, ${random.pick(PLACES)}, ${random.pick(PROVINCES)}`
}

function makeDate(random: SeededRandom, from: number, to: number): [string, string, string] {
  const two = (value: number) => String(value).padStart(2, '0')
  return [two(random.int(1, 28)), two(random.int(1, 12)), String(random.int(from, to))]
}

function makeIdentityText(random: SeededRandom): string {
  const birth = makeDate(random, 1940, 2009)
  return [
    `0${random.digits(11)}`,
    random.chance(0.8) ? random.digits(9) : '',
    makeName(random),
    birth.join(''),
    random.chance(0.5) ? 'Nữ' : 'Nam',
    makeAddress(random),
    makeDate(random, 2021, 2025).join(''),
  ].join('|')
}

function makeInsuranceText(random: SeededRandom): string {
  const hex = (text: string) => Buffer.from(text).toString('hex')
  const from = makeDate(random, 2023, 2025).join('/')
  return [
    `${random.pick(['GD', 'DN', 'HS', 'TE', 'HT'])}${random.int(1, 5)}${random.digits(12)}`,
    hex(makeName(random)),
    makeDate(random, 1940, 2020).join('/'),
    String(random.int(1, 2)),
    hex(makeAddress(random)),
    `${random.digits(2)} - ${random.digits(3)}`,
    from,
    '-',
    from,
    random.digits(13),
    '-',
    random.pick(['4', 'K1', '-']),
    makeDate(random, 2021, 2027).join('/'),
    `${random.digits(15)}-${random.digits(4)}`,
    '$',
  ].join('|')
}
