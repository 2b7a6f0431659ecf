// The fixed structure of a QR code, ISO/IEC 18004:2015: versions, blocks, function patterns, module order, masks.

export type EccLevel = 'L' | 'M' | 'Q' | 'H'

/** Error correction level and mask, as the format information of a symbol says them. */
export type Format = { readonly level: EccLevel; readonly mask: number }

/**
 * Modules of one version. `order[y * size + x]` is the number of the bit that stands there (-1: not data).
 * `fixed[y * size + x]` is 1 (dark) or -1 (light) where the standard prescribes it, 0 for data and format modules.
 */
export type SymbolLayout = {
  readonly version: number
  readonly size: number
  readonly order: Int32Array
  readonly fixed: Int8Array
  readonly alignments: readonly { readonly x: number; readonly y: number }[]
}

/** How the codewords of a symbol are split: `lengths` are the data codewords of each block. */
export type BlockPlan = { readonly checks: number; readonly lengths: readonly number[] }

const LEVELS: readonly EccLevel[] = ['M', 'L', 'H', 'Q'] // by the two bits of the format information

// Table 9: check codewords per block and number of blocks, versions 1 to 40.
const CHECKS: Record<EccLevel, readonly number[]> = {
  L: [
    7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28,
  ].concat(Array(14).fill(30)),
  M: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26].concat(
    Array(19).fill(28),
  ),
  Q: [
    13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28,
  ].concat(Array(14).fill(30)),
  H: [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24].concat(
    Array(18).fill(30),
  ),
}
const BLOCKS: Record<EccLevel, readonly number[]> = {
  L: [
    1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17,
    18, 19, 19, 20, 21, 22, 24, 25,
  ],
  M: [
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29,
    31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
  ],
  Q: [
    1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38,
    40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
  ],
  H: [
    1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45,
    48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
  ],
}

/** The split of a version's codewords (table 9). */
export function planBlocks(version: number, level: EccLevel): BlockPlan {
  const blocks = BLOCKS[level][version - 1] ?? 1
  const checks = CHECKS[level][version - 1] ?? 0
  const total = layoutOf(version).order.reduce((most, bit) => Math.max(most, bit + 1), 0) >> 3
  const short = Math.floor(total / blocks)
  const shortBlocks = blocks - (total % blocks)
  const lengths = Array.from({ length: blocks }, (_, i) => short + (i < shortBlocks ? 0 : 1) - checks)
  return { checks, lengths }
}

/** Whether mask `mask` (table 10) turns the module at column `x`, row `y`. */
export function isMasked(mask: number, x: number, y: number): boolean {
  switch (mask) {
    case 0:
      return (x + y) % 2 === 0
    case 1:
      return y % 2 === 0
    case 2:
      return x % 3 === 0
    case 3:
      return (x + y) % 3 === 0
    case 4:
      return (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0
    case 5:
      return ((x * y) % 2) + ((x * y) % 3) === 0
    case 6:
      return (((x * y) % 2) + ((x * y) % 3)) % 2 === 0
    default:
      return (((x + y) % 2) + ((x * y) % 3)) % 2 === 0
  }
}

/** The 32 format words (§7.9.1, masked), number = level bits and mask. */
export const FORMAT_WORDS: readonly number[] = Array.from({ length: 32 }, (_, data) => {
  let rest = data
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537)
  return ((data << 10) | rest) ^ 0x5412
})

/** What format word number `index` says. */
export function formatOf(index: number): Format {
  return { level: LEVELS[index >> 3] ?? 'M', mask: index & 7 }
}

/** The 18-bit version word (§7.10). */
export function versionWord(version: number): number {
  let rest = version
  for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
  return (version << 12) | rest
}

/** Where bit `bit` (0 = lowest) of the format word stands, in both copies (figure 25). */
export function formatModules(size: number, bit: number): readonly [number, number][] {
  const first: [number, number] =
    bit < 6 ? [8, bit] : bit === 6 ? [8, 7] : bit === 7 ? [8, 8] : bit === 8 ? [7, 8] : [14 - bit, 8]
  return [first, bit < 8 ? [size - 1 - bit, 8] : [8, size - 15 + bit]]
}

const layouts = new Map<number, SymbolLayout>()

/** The module structure of a version (1 to 40); built once. */
export function layoutOf(version: number): SymbolLayout {
  const known = layouts.get(version)
  if (known) return known
  const layout = buildLayout(version)
  layouts.set(version, layout)
  return layout
}

function alignmentAxis(version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const size = 17 + 4 * version
  const step = version === 32 ? 26 : Math.ceil((size - 13) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, i) => size - 7 - (count - 2 - i) * step)]
}

function buildLayout(version: number): SymbolLayout {
  const size = 17 + 4 * version
  const fixed = new Int8Array(size * size)
  const reserved = new Uint8Array(size * size)
  const set = (x: number, y: number, value: number) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return
    fixed[y * size + x] = value
    reserved[y * size + x] = 1
  }
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0 ? 1 : -1)
    set(i, 6, i % 2 === 0 ? 1 : -1)
  }
  const drawSquares = (cx: number, cy: number, radius: number, light: readonly number[]) => {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        set(cx + dx, cy + dy, light.includes(Math.max(Math.abs(dx), Math.abs(dy))) ? -1 : 1)
      }
    }
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    drawSquares(cx, cy, 4, [2, 4])
  const axis = alignmentAxis(version)
  const last = size - 7
  const alignments = axis
    .flatMap((y) => axis.map((x) => ({ x, y })))
    .filter(({ x, y }) => !(x === 6 && y === 6) && !(x === 6 && y === last) && !(x === last && y === 6))
  for (const { x, y } of alignments) drawSquares(x, y, 2, [1])
  if (version >= 7) {
    const word = versionWord(version)
    for (let i = 0; i < 18; i++) {
      const value = (word >> i) & 1 ? 1 : -1
      set(size - 11 + (i % 3), Math.floor(i / 3), value)
      set(Math.floor(i / 3), size - 11 + (i % 3), value)
    }
  }
  for (let bit = 0; bit < 15; bit++) for (const [x, y] of formatModules(size, bit)) set(x, y, 0)
  set(8, size - 8, 1)
  return { version, size, fixed, alignments, order: orderModules(size, reserved) }
}

function orderModules(size: number, reserved: Uint8Array): Int32Array {
  const order = new Int32Array(size * size).fill(-1)
  const free = reserved.reduce((count, value) => count + (value === 0 ? 1 : 0), 0)
  let bit = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    const upwards = ((right + 1) & 2) === 0
    for (let k = 0; k < size; k++) {
      const y = upwards ? size - 1 - k : k
      for (const x of [right, right - 1]) {
        if (reserved[y * size + x] === 0 && bit < free - (free % 8)) order[y * size + x] = bit++
      }
    }
  }
  return order
}
