import { err, ok, type Result } from '../result.ts'

/**
 * One of today's 34 provinces. Names are full: `Thành phố Hà Nội`. Codes are the official ones, two digits.
 */
export type Province = { code: string; name: string; wards: Ward[] }

/** One of today's 3,321 wards, communes and special zones: `Phường Ba Đình`, five digits. */
export type Ward = { code: string; name: string; bareName: string; type: 'P' | 'X' | 'D'; province: Province }

/** A province of before July 2025. */
export type FormerProvince = { name: string; districts: FormerDistrict[] }

/** `type` is Q quận, H huyện, B thị xã, C thành phố. */
export type FormerDistrict = { name: string; type: string; wards: FormerWard[] }

/**
 * A ward of before July 2025 with its former names. `type` is P phường, X xã, T thị trấn; `*` is a district
 * that had no wards.
 * `today` are the wards that it became, the likeliest first.
 */
export type FormerWard = { names: string[]; type: string; today: Ward[] }

export type AddressTable = {
  readonly provinces: readonly Province[]
  readonly former: readonly FormerProvince[]
}

const PROVINCE_TYPES = new Map(Object.entries({ C: 'Thành phố', R: 'Tỉnh' }))
const WARD_TYPES = new Map(Object.entries({ P: 'Phường', X: 'Xã', D: 'Đặc khu' }))

/**
 * Reads the table of public/addresses.txt. Lines, after the head `addresses 1 DATE`:
 * - `<` old province: code, type letter, name, `|`, its districts (type letter, name) with `;` between. They
 *   are numbered over all provinces in this order, from 0.
 * - `>` province: code, type letter, name. Its wards follow:
 * - ward: distance of its code from the ward before, type letter, name; then for each old district with wards
 *   that became part of it `|`, number of the district, `:`, and these with `;` between: type letter, name
 *   (none if it is the same as the new one), `/` and former names, `>` and the distances in this list to other
 *   wards that got a part.
 */
export function readAddressTable(text: string): Result<AddressTable> {
  const [head, ...lines] = text.trimEnd().split('\n')
  if (!head?.startsWith('addresses 1 ')) return err('not_an_address_table')
  const former: FormerProvince[] = []
  const provinces: Province[] = []
  const wards: Ward[] = []
  const predecessors: string[][] = []
  for (const line of lines) {
    const [unit = '', ...groups] = line.split('|')
    const province = provinces.at(-1)
    if (unit.startsWith('<')) {
      const districts = (groups[0] ?? '')
        .split(';')
        .map((name) => ({ type: name.charAt(0), name: name.slice(1), wards: [] }))
      former.push({ name: unit.slice(4), districts })
    } else if (unit.startsWith('>')) {
      const name = `${PROVINCE_TYPES.get(unit.charAt(3)) ?? ''} ${unit.slice(4)}`
      provinces.push({ code: unit.slice(1, 3), name, wards: [] })
    } else if (province) {
      const ward = readWard(unit, province)
      if (!ward) return err('not_an_address_table')
      province.wards.push(ward)
      wards.push(ward)
      predecessors.push(groups)
    }
  }
  const districts = former.flatMap((province) => province.districts)
  for (const [at, groups] of predecessors.entries()) {
    for (const group of groups) addPredecessors(group, at, wards, districts)
  }
  return ok({ provinces, former })
}

function readWard(unit: string, province: Province): Ward | undefined {
  const [, distance, type, bareName] = /^(\d+)([PXD])(.+)$/.exec(unit) ?? []
  if (!bareName || (type !== 'P' && type !== 'X' && type !== 'D')) return undefined
  const code = String(Number(province.wards.at(-1)?.code ?? 0) + Number(distance)).padStart(5, '0')
  return { code, name: `${WARD_TYPES.get(type) ?? ''} ${bareName}`, bareName, type, province }
}

function addPredecessors(group: string, at: number, wards: Ward[], districts: FormerDistrict[]): void {
  const colon = group.indexOf(':')
  const district = districts[Number(group.slice(0, colon))]
  const main = wards[at]
  if (!district || !main) return
  for (const item of group.slice(colon + 1).split(';')) {
    const [named = '', others = ''] = item.split('>')
    const [own = '', ...formerNames] = named.slice(1).split('/')
    const parts =
      others === '' ? [] : others.split(',').flatMap((distance) => wards[at + Number(distance)] ?? [])
    district.wards.push({
      type: item.charAt(0),
      names: [own || main.bareName, ...formerNames],
      today: [main, ...parts],
    })
  }
}
