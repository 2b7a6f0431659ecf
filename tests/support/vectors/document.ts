import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { create } from 'qrcode'
import { toHex } from '../../../src/core/bytes.ts'
import { readWalletCode } from '../../../src/core/credential/qr-text.ts'
import { annotateCbor, LIVE_CODE_NAMES } from './annotate.ts'
import { readVector } from './files.ts'
import { DANGEROUS_KEYS } from './keys.ts'
import type { ScanVector } from './scan.ts'

const DOCUMENT = join(import.meta.dirname, '../../../docs/credential-format.md')

const wrap = (text: string) => (text.match(/.{1,120}/g) ?? []).join('\n')
const block = (lines: string) => `\`\`\`text\n${lines}\n\`\`\``

function readScan(name: string) {
  const vector = readVector<ScanVector>(`credential/scans/${name}.json`)
  const message = readWalletCode(vector.text)
  if (!message.ok) throw new Error(name)
  return { vector, message: message.value }
}

/** Version of the QR symbol with the prefix in an alphanumeric and the digits in a numeric segment. */
function qrVersion(text: string, errorCorrectionLevel: 'L' | 'M'): number {
  const segments = [
    { data: text.slice(0, 7), mode: 'alphanumeric' as const },
    { data: text.slice(7), mode: 'numeric' as const },
  ]
  return create(segments, { errorCorrectionLevel }).version
}

function writeSizes(): string {
  const rows = {
    live: 'live code',
    'live-nonce-answer': 'live code, nonce mode',
    'live-long-name': 'live code, name of 87 bytes',
    paper: 'bearer code',
    'paper-minimal': 'bearer code, only number, name and year of birth',
  }
  const lines = Object.entries(rows).map(([name, title]) => {
    const { vector, message } = readScan(name)
    const versions = `${qrVersion(vector.text, 'L')} / ${qrVersion(vector.text, 'M')}`
    return `| ${title} | ${message.length} | ${vector.text.length - 7} | ${versions} |`
  })
  return ['| code | bytes | digits | QR |', '|---|---|---|---|', ...lines].join('\n')
}

function writeExample(): string {
  const { vector, message } = readScan('live')
  const { credential = '', keyBinding = '' } = vector.sigStructures ?? {}
  const { verdict, skewSeconds } = vector.expect as { verdict: string; skewSeconds: number }
  return [
    'The vector `tests/vectors/credential/scans/live.json`. Scanned text:',
    block(wrap(vector.text)),
    `The message, ${message.length} bytes:`,
    block(annotateCbor(message, LIVE_CODE_NAMES).join('\n')),
    `\`Sig_structure\` of the credential, signed by the issuer's key ${toHex(DANGEROUS_KEYS.card.keyId)}:`,
    block(wrap(credential)),
    '`Sig_structure` of the key-binding token, signed by the holder key in `cnf`:',
    block(wrap(keyBinding)),
    `A desk with the trust list \`production\` and the status list \`fresh\` concludes at ${vector.desk.now}: \`${verdict}\`, made ${skewSeconds} seconds ago.`,
  ].join('\n\n')
}

/** The document with the parts between its markers written anew from the vectors. */
export function writeDocument(document: string): string {
  return Object.entries({ sizes: writeSizes(), example: writeExample() }).reduce(
    (text, [name, content]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\n)[^]*(\n<!-- /${name} -->)`),
        (_, start: string, end: string) => `${start}\n${content}\n${end}`,
      ),
    document,
  )
}

export const readDocument = () => readFileSync(DOCUMENT, 'utf8')

/** `node tests/support/vectors/document.ts` after the vectors have changed. */
if (import.meta.main) writeFileSync(DOCUMENT, writeDocument(readDocument()))
