/**
 * `npm run -s decode -- PICTURE…`, `--text TEXT` or `--text -` (standard input): what is in a QR code, one JSON line each:
 * `{ file?, text, engine?, ms, kind, fields, warnings }`, and the `verdict` over a wallet code, whose fields are shown only
 * when its signatures hold. Status 1 when a picture holds no readable code.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { CardFace } from '../core/card/card.ts'
import { readQrText } from '../core/qr/qr-reading.ts'
import { checkCode } from './check-code.ts'
import { scanPicture } from './scan-picture.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { text: { type: 'string' } } })
if (values.text === undefined && positionals.length === 0) {
  console.error('usage: decode PICTURE… | --text TEXT | --text -')
  process.exit(2)
}

/** A signed card under the names that the fields of a BHYT code have. */
function toFields({ bhytNumber, bhxhCode: _, facilityName: __, ...face }: CardFace) {
  return { cardNumber: bhytNumber, ...face }
}

async function readCode(text: string) {
  const reading = readQrText(text)
  if (reading.kind !== 'wallet' || reading.warnings.length > 0) return reading
  const checked = await checkCode(text)
  if (!checked.ok) return reading
  const { verdict, card, totals } = checked.value
  return { ...reading, fields: card ? toFields(card) : (totals ?? {}), verdict }
}

async function printReading(before: object, text: string, since: number) {
  const reading = await readCode(text)
  console.log(JSON.stringify({ ...before, ms: elapsed(since), ...reading }))
}

const elapsed = (since: number) => Math.round((performance.now() - since) * 10) / 10

if (values.text !== undefined) {
  const text = values.text === '-' ? readFileSync(0, 'utf8') : values.text
  await printReading({ text }, text, performance.now())
}
for (const file of positionals) {
  const since = performance.now()
  const scanned = await scanPicture(file)
  if (scanned.ok) await printReading({ file, ...scanned.value }, scanned.value.text, since)
  else {
    console.log(JSON.stringify({ file, ms: elapsed(since), error: scanned.error }))
    process.exitCode = 1
  }
}
