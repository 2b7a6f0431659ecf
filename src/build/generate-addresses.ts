/**
 * Writes public/addresses.txt, the compact table of today's provinces and wards and of the old wards that
 * became them, from two source files: `vn-admin-2026.json` (34 provinces, 3,321 wards) and
 * `vn-admin-legacy-map.json` (63 provinces, 696 districts, 10,035 wards of before July 2025). The result is
 * committed; building never needs this.
 *
 *     node src/build/generate-addresses.ts SOURCE-FOLDER [OUTPUT-FILE]
 *
 * The format is described in src/core/address/address-table.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

type Today = {
  asOf: string
  provinces: { code: string; name: string; type: 'TP' | 'T' }[]
  wards: Record<string, [code: string, type: string, name: string][]>
}

type Former = {
  provinces: Record<string, string>
  districts: Record<string, [province: string, name: string]>
  districtOnly: Record<string, string>
  wards: [
    code: string,
    district: string,
    name: string,
    today: string[],
    ambiguous?: 0 | 1,
    formerNames?: string[],
  ][]
}

const TYPES: readonly (readonly [string, string])[] = [
  ['Thị trấn ', 'T'],
  ['Phường ', 'P'],
  ['Xã ', 'X'],
  ['Thành phố ', 'C'],
  ['Thị xã ', 'B'],
  ['Tỉnh ', 'R'],
  ['Quận ', 'Q'],
  ['Huyện ', 'H'],
]

/** `Phường Ba Đình` → `PBa Đình`; a name without a type gets `-`. */
function shorten(name: string): string {
  const type = TYPES.find(([prefix]) => name.startsWith(prefix))
  return (type ? type[1] + name.slice(type[0].length) : `-${name}`).normalize('NFC')
}

/**
 * Old wards of which public lists say different things, with every ward of today that one of them names: the
 * choice is the person's. Xã Đặng Xá of huyện Gia Lâm: Phù Đổng, Gia Lâm or Thuận An.
 */
const DISPUTED: Readonly<Record<string, readonly string[]>> = { '00556': ['00565', '00562'] }

/** The table, from the two sources. */
export function writeAddressTable(today: Today, former: Former): string {
  const lines = [`addresses 1 ${today.asOf}`]
  const districts = new Map<string, number>()
  for (const code of Object.keys(former.provinces).sort()) {
    const own = Object.entries(former.districts)
      .filter(([, [province]]) => province === code)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [district] of own) districts.set(district, districts.size)
    const name = shorten(former.provinces[code] ?? '')
    lines.push(`<${code}${name}|${own.map(([, [, district]]) => shorten(district)).join(';')}`)
  }

  const places = new Map<string, number>()
  for (const province of today.provinces) {
    for (const [code] of today.wards[province.code] ?? []) places.set(code, places.size)
  }
  const predecessors = Map.groupBy(
    [
      ...former.wards.map(([code, district, name, today, , names = []]) => {
        const wards = [...new Set([...today, ...(DISPUTED[code] ?? [])])]
        return { district, name: shorten(name), wards, names }
      }),
      ...Object.entries(former.districtOnly).map(([district, ward]) => {
        return { district, name: '*', wards: [ward], names: [] }
      }),
    ],
    ({ wards }) => wards[0] ?? '',
  )

  for (const { code, name, type } of today.provinces) {
    lines.push(`>${code}${type === 'TP' ? 'C' : 'R'}${name.normalize('NFC')}`)
    let previous = 0
    for (const [ward, kind, wardName] of today.wards[code] ?? []) {
      const place = places.get(ward) ?? 0
      const groups = Map.groupBy(predecessors.get(ward) ?? [], ({ district }) => districts.get(district) ?? 0)
      const written = [...groups].map(([district, wards]) => {
        const items = wards.map((old) => {
          const others = old.wards.slice(1).map((other) => (places.get(other) ?? 0) - place)
          const own = old.name.slice(1) === wardName.normalize('NFC') ? old.name.slice(0, 1) : old.name
          const names = old.names.map((former) => `/${former.normalize('NFC')}`).join('')
          return own + names + (others.length > 0 ? `>${others.join(',')}` : '')
        })
        return `|${district}:${items.join(';')}`
      })
      lines.push(`${Number(ward) - previous}${kind}${wardName.normalize('NFC')}${written.join('')}`)
      previous = Number(ward)
    }
  }
  return `${lines.join('\n')}\n`
}

if (import.meta.main) {
  const [folder, output = 'public/addresses.txt'] = process.argv.slice(2)
  if (!folder) throw new Error('usage: node src/build/generate-addresses.ts SOURCE-FOLDER [OUTPUT-FILE]')
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const table = writeAddressTable(read('vn-admin-2026.json'), read('vn-admin-legacy-map.json'))
  writeFileSync(output, table)
  console.log(`${output}: ${Buffer.byteLength(table)} bytes, ${brotliCompressSync(table).length} with brotli`)
}
