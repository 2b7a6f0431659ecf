import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const ENGINE = /zxing_reader\.wasm\?url$/

/** Tables are long, and so dense that compression finds nothing in them. */
const SHORTEST_TABLE = 5_000
const DENSEST_OTHER = 0.9

const DATA_SECTION = 11

/**
 * The QR engine without its tables of Chinese, Japanese and Korean character sets (GB 18030, Big5, Shift JIS, KS X 1001): a quarter
 * of what is sent, for letters that no Vietnamese card holds. The tables are overwritten by zeros, nothing moves. Bytes of a
 * code are read as before; only the engine's own guess at such text is lost, and the scanner decodes bytes itself.
 *
 * @throws when the file is not the WebAssembly it is known to be: no tables, or far more than them.
 */
export function takeOutTables(engine: Uint8Array): Uint8Array<ArrayBuffer> {
  const slim = new Uint8Array(engine)
  let taken = 0
  for (const { start, length } of readDataSegments(slim)) {
    if (length < SHORTEST_TABLE) continue
    const segment = slim.subarray(start, start + length)
    if (gzipSync(segment).length < length * DENSEST_OTHER) continue
    segment.fill(0)
    taken += length
  }
  if (taken < 80_000 || taken > 120_000) throw new Error(`unknown QR engine: ${taken} bytes of tables`)
  return slim
}

/** Where the contents of the data segments lie in a WebAssembly file (core specification, section 5.5.14). */
function readDataSegments(file: Uint8Array): { start: number; length: number }[] {
  let at = 8
  const readByte = () => file[at++] ?? 0
  const readNumber = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = readByte()
      value |= (byte & 127) << shift
      if (byte < 128) return value >>> 0
    }
  }
  while (at < file.length) {
    const section = readByte()
    const length = readNumber()
    if (section !== DATA_SECTION) {
      at += length
      continue
    }
    return Array.from({ length: readNumber() }, () => {
      const flag = readNumber()
      if (flag === 2) readNumber() // index of the memory
      if (flag !== 1) {
        readByte() // i32.const
        readNumber()
        readByte() // end
      }
      const size = readNumber()
      const start = at
      at += size
      return { start, length: size }
    })
  }
  return []
}

/** Builds the page with the slim engine, under a name that carries the hash of its own content. */
export function slimEngine(): Plugin {
  return {
    name: 'slim-engine',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!ENGINE.test(id)) return undefined
      const source = takeOutTables(readFileSync(id.replace(/\?url$/, '')))
      const file = this.emitFile({ type: 'asset', name: 'zxing_reader.wasm', source })
      return `export default import.meta.ROLLUP_FILE_URL_${file}`
    },
  }
}
