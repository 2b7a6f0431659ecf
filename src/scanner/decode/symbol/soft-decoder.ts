import { type Content, parseBitStream } from './bit-stream.ts'
import {
  FORMAT_WORDS,
  type Format,
  formatModules,
  formatOf,
  isMasked,
  layoutOf,
  planBlocks,
  type SymbolLayout,
} from './qr-symbol.ts'
import { correctBlock } from './reed-solomon.ts'

/**
 * Soft modules of a symbol, row by row: positive is dark, the size is the confidence (about 1 for a clear module),
 * 0 means unknown (glare, out of the picture).
 */
export type SoftModules = { readonly version: number; readonly values: Float32Array }

/**
 * Check codewords of a block that must stay unused when unreliable codewords are erased: each makes a wrong
 * correction 256 times less likely, and a wrong text must never pass.
 */
const SPARE_CHECKS = 2
const FORMAT_ATTEMPTS = 2

/** Decodes soft modules; tries the likeliest formats. Undefined when no text is certain. */
export function decodeModules(modules: SoftModules): Content | undefined {
  const layout = layoutOf(modules.version)
  for (const format of likelyFormats(modules.values, layout.size)) {
    const content = decodeWithFormat(modules.values, layout, format)
    if (content) return content
  }
  return undefined
}

/** The likeliest formats, best first, by correlation of both copies with all 32 words. */
function likelyFormats(values: Float32Array, size: number): Format[] {
  const soft = Array.from({ length: 15 }, (_, bit) =>
    formatModules(size, bit).reduce((sum, [x, y]) => sum + clampSoft(values[y * size + x] ?? 0), 0),
  )
  const scored = FORMAT_WORDS.map((word, index) => ({
    index,
    score: soft.reduce((sum, value, bit) => sum + ((word >> bit) & 1 ? value : -value), 0),
  }))
  scored.sort((a, b) => b.score - a.score)
  return scored.slice(0, FORMAT_ATTEMPTS).map(({ index }) => formatOf(index))
}

const clampSoft = (value: number): number => Math.max(-1, Math.min(1, value))

function decodeWithFormat(values: Float32Array, layout: SymbolLayout, format: Format): Content | undefined {
  const { codewords, reliability } = readCodewords(values, layout, format.mask)
  const plan = planBlocks(layout.version, format.level)
  const parts: Uint8Array[] = []
  let isCertain = true
  for (const positions of interleave(plan.lengths, plan.checks)) {
    const data = correctSoftly(codewords, reliability, positions, plan.checks)
    if (!data) return undefined
    parts.push(data.bytes)
    isCertain &&= data.isCertain
  }
  const data = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => {
    data.set(part, at)
    return at + part.length
  }, 0)
  const content = parseBitStream(data, layout.version)
  // where codewords were erased, the padding is one more witness
  return content && (isCertain || content.intact) ? content : undefined
}

function readCodewords(values: Float32Array, layout: SymbolLayout, mask: number) {
  const count = planLength(layout)
  const codewords = new Uint8Array(count)
  const reliability = new Float32Array(count).fill(Number.POSITIVE_INFINITY)
  const { size, order } = layout
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const bit = order[y * size + x] ?? -1
      if (bit < 0) continue
      const value = values[y * size + x] ?? 0
      const index = bit >> 3
      if (value > 0 !== isMasked(mask, x, y)) codewords[index] = (codewords[index] ?? 0) | (128 >> (bit & 7))
      reliability[index] = Math.min(reliability[index] ?? 0, Math.abs(value))
    }
  }
  return { codewords, reliability }
}

function planLength(layout: SymbolLayout): number {
  const { checks, lengths } = planBlocks(layout.version, 'L')
  return lengths.reduce((sum, length) => sum + length + checks, 0)
}

/** Positions of each block's codewords in the interleaved stream: data first, then checks (§7.6). */
function interleave(lengths: readonly number[], checks: number): number[][] {
  const positions: number[][] = lengths.map(() => [])
  let at = 0
  for (let i = 0; i < Math.max(...lengths); i++) {
    lengths.forEach((length, block) => {
      if (i < length) positions[block]?.push(at++)
    })
  }
  for (let i = 0; i < checks; i++) for (const block of positions) block.push(at++)
  return positions
}

/**
 * Generalised minimum distance decoding (Forney 1966): errors only first, then with ever more of the least
 * reliable codewords erased.
 */
function correctSoftly(
  codewords: Uint8Array,
  reliability: Float32Array,
  positions: readonly number[],
  checks: number,
): { readonly bytes: Uint8Array; readonly isCertain: boolean } | undefined {
  const received = Uint8Array.from(positions, (position) => codewords[position] ?? 0)
  const dataLength = positions.length - checks
  const plain = correctBlock(received, checks)
  if (plain) return { bytes: plain.codeword.subarray(0, dataLength), isCertain: true }
  const doubtful = positions
    .map((position, index) => ({ index, doubt: reliability[position] ?? 0 }))
    .sort((a, b) => a.doubt - b.doubt)
  for (let count = 2; count <= checks - SPARE_CHECKS; count += 2) {
    const erased = doubtful.slice(0, count).map(({ index }) => index)
    const corrected = correctBlock(received, checks, erased)
    if (corrected && 2 * corrected.errors + count <= checks - SPARE_CHECKS) {
      return { bytes: corrected.codeword.subarray(0, dataLength), isCertain: false }
    }
  }
  return undefined
}
