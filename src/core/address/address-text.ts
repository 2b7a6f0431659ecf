import { stripMarks } from '../strip-marks.ts'

/**
 * A reading of one part of an address: the folded name, the part in lower case with its marks and, when the
 * part says it, the type letter of the unit.
 */
export type UnitReading = { key: string; text: string; type?: string }

/** Words for units after folding and without blanks, with the type letters of address-table.ts; R is tỉnh. */
const UNIT_WORDS = new Map(
  Object.entries({
    ...{
      tinh: 'R',
      t: 'R',
      thanhpho: 'C',
      tp: 'C',
      quan: 'Q',
      q: 'Q',
      huyen: 'H',
      huyendao: 'H',
      h: 'H',
      thixa: 'B',
      tx: 'B',
    },
    ...{ thitran: 'T', tt: 'T', phuong: 'P', p: 'P', xa: 'X', x: 'X', dackhu: 'D' },
  }),
)

/** Lower case without marks, with single blanks in place of everything that is neither letter nor digit. */
function foldText(text: string): string {
  return stripMarks(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Folded name in one word for comparing: i and y alike (`Mỹ`, `Mĩ`), numbers without leading zeros. */
export function foldName(name: string): string {
  return foldText(name)
    .replace(/\b0+(?=\d)/g, '')
    .replaceAll(' ', '')
    .replaceAll('y', 'i')
}

/**
 * How a part can be read: as a unit word with a name (`TP. Huế`, `P12`), and as a name alone (`Quan Sơn`).
 */
export function readUnits(part: string): UnitReading[] {
  const folded = foldText(part).replace(/^(p|q)(?=\d)/, '$1 ')
  const words =
    /^(tinh|thanh pho|quan|huyen dao|huyen|thi xa|thi tran|phuong|xa|dac khu|t ?[ptx]|[hpqtx]) (.+)$/
  const [, word = '', name = ''] = words.exec(folded) ?? []
  const type = UNIT_WORDS.get(word.replaceAll(' ', ''))
  const text = part.normalize('NFC').toLowerCase()
  const bare = { key: foldName(folded), text }
  return type ? [{ key: foldName(name), text, type }, bare] : [bare]
}

/**
 * The parts of an address, smallest unit first: between commas, or else between dashes. `Việt Nam` at the end
 * is left out.
 */
export function splitAddress(text: string): string[] {
  const byComma = text.split(/[,;\n]/)
  const parts = byComma.length > 1 ? byComma : text.split(/\s[-–—]\s/)
  return withoutCountry(parts.map((part) => part.trim()).filter((part) => part !== ''))
}

/**
 * The parts of an address in which nothing but the words for the units tells them apart: `12 Lê Lợi P. Bến
 * Nghé Q.1 TP.HCM`.
 */
export function splitBeforeUnits(text: string): string[] {
  const words =
    'phường|phuong|xã|thị trấn|thi tran|quận|huyện|huyen|thị xã|thi xa|thành phố|thanh pho|tỉnh|đặc khu|tp|tphcm|hcm|(?:[pxqh]|tt|tx)(?=[.\\d])'
  // The space inside `thị xã` parts nothing, though `xã` alone is a word for a unit.
  const before = new RegExp(`(th[ịi] |[\\s,;]+)(?=(?:${words})(?:[\\s.\\d]|$))`, 'giu')
  const parted = text.normalize('NFC').replace(before, (gap) => (/^th/i.test(gap) ? gap : '\n'))
  return withoutCountry(
    parted
      .split(/[,;\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
}

function withoutCountry(parts: string[]): string[] {
  return /^(vietnam|vn)$/.test(foldText(parts.at(-1) ?? '').replaceAll(' ', '')) ? parts.slice(0, -1) : parts
}
