import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { decodeQrBytes } from '../core/qr/qr-charset.ts'
import { readQrText } from '../core/qr/qr-reading.ts'
import { err, ok, type Result } from '../core/result.ts'
import { readStill } from '../scanner/decode/still-pipeline.ts'
import { startWasmEngine, type WasmEngine } from '../scanner/decode/wasm-engine.ts'
import { type PictureReadError, readPictureFile } from './read-picture.ts'

export type ScannedText = { text: string; engine: string }

const require = createRequire(import.meta.url)
let starting: Promise<WasmEngine> | undefined

function startEngine(): Promise<WasmEngine> {
  const file = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  starting ??= startWasmEngine(new Uint8Array(file).buffer)
  return starting
}

/**
 * Reads the QR code in a picture file through the scanner's whole pipeline. A code that is a card or another
 * kind that we can name ends the search; if there is none, the first text of any kind is taken.
 */
export async function scanPicture(path: string): Promise<Result<ScannedText, PictureReadError | 'no_code'>> {
  const picture = await readPictureFile(path)
  if (!picture.ok) return picture
  const engine = await startEngine()
  let first: string | undefined
  const accept = (text: string, bytes: Uint8Array) => {
    const best = toText(text, bytes)
    first ??= best
    return readQrText(best).kind !== 'unknown'
  }
  for (const frame of picture.value) {
    const reading = readStill(frame, accept, engine)
    if (reading) return ok({ text: toText(reading.text, reading.bytes), engine: reading.engine })
  }
  return first === undefined ? err('no_code') : ok({ text: first, engine: 'any' })
}

/** The text of a reading: its bytes as UTF-8 where they are, else what the engine made of them. */
function toText(text: string, bytes: Uint8Array): string {
  const decoded = decodeQrBytes(new Uint8Array(bytes), text)
  return decoded.ok ? decoded.value.text : text
}
