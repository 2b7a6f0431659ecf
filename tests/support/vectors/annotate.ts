import { decodeUtf8, toHex } from '../../../src/core/bytes.ts'

/**
 * Writes CBOR as lines of "hex  meaning", for the worked example of docs/credential-format.md. Byte strings that hold CBOR
 * themselves (headers and payloads of COSE_Sign1) are taken apart too. Believes its input.
 */
export function annotateCbor(bytes: Uint8Array, names: Readonly<Record<string, string>>): string[] {
  const lines: string[] = []
  let at = 0

  const put = (from: number, depth: number, meaning: string) => {
    const hex = toHex(bytes.subarray(from, at))
    for (let index = 0; index < hex.length; index += 64) {
      const part = `${'  '.repeat(depth)}${hex.slice(index, index + 64)}`
      lines.push(index === 0 && meaning ? `${part.padEnd(36)}  ${meaning}` : part)
    }
  }

  const readHead = () => {
    const initial = bytes[at++] ?? 0
    const info = initial & 31
    const size = info < 24 ? 0 : 2 ** (info - 24)
    const argument = size === 0 ? info : Number(`0x${toHex(bytes.subarray(at, at + size))}`)
    at += size
    return { major: initial >> 5, argument }
  }

  const annotate = (from: number, path: string, depth: number): string => {
    const { major, argument } = readHead()
    const name = names[path] ? ` – ${names[path]}` : ''
    if (major === 0) put(from, depth, `${argument}${name}`)
    if (major === 1) put(from, depth, `${-1 - argument}${name}`)
    if (major === 2) {
      if (/\/(protected|payload)$/.test(path)) {
        const end = at + argument
        put(from, depth, `bytes (${argument}), ${path.split('/').at(-1)}:`)
        while (at < end) annotate(at, path, depth + 1)
      } else {
        put(from, depth, `bytes (${argument})${name}`)
        const start = at
        at += argument
        if (argument > 0) put(start, depth + 1, '')
      }
    }
    if (major === 3) {
      const start = at
      put(from, depth, `text (${argument})${name}`)
      at += argument
      const text = decodeUtf8(bytes.subarray(start, at))
      put(start, depth + 1, text.ok ? `"${text.value}"` : '')
    }
    if (major === 4) {
      put(from, depth, `array (${argument})${name}`)
      const parts = path.endsWith('sign1') ? ['protected', 'unprotected', 'payload', 'signature'] : []
      for (let index = 0; index < argument; index++)
        annotate(at, `${path}/${parts[index] ?? index}`, depth + 1)
    }
    if (major === 5) {
      put(from, depth, `map (${argument})${name}`)
      for (let index = 0; index < argument; index++) {
        const start = at
        const head = readHead()
        const key = head.major === 1 ? -1 - head.argument : head.argument
        put(start, depth + 1, `key ${key}${names[`${path}/${key}`] ? `: ${names[`${path}/${key}`]}` : ''}`)
        annotate(at, `${path}/${key}/`, depth + 2)
      }
    }
    if (major === 6) {
      put(from, depth, `tag ${argument}${argument === 18 ? ', COSE_Sign1' : ''}`)
      annotate(at, argument === 18 ? `${path}sign1` : path, depth)
    }
    if (major === 7) put(from, depth, `${argument === 21}${name}`)
    return path
  }

  annotate(0, '', 0)
  return lines
}

const credential = 'sign1/protected/13/sign1'
const card = `${credential}/payload/-65537/`

/** What the keys of a live code mean. */
export const LIVE_CODE_NAMES: Readonly<Record<string, string>> = {
  'sign1/protected/1': 'alg, ES256',
  'sign1/protected/13': 'kcwt, the credential',
  'sign1/protected/16': 'typ, key-binding token',
  'sign1/payload/3': 'aud',
  'sign1/payload/6': 'iat',
  'sign1/signature': 'signature of the holder',
  [`${credential}/protected/1`]: 'alg, ES256',
  [`${credential}/protected/4`]: 'kid',
  [`${credential}/protected/16`]: 'typ',
  [`${credential}/payload/1`]: 'iss',
  [`${credential}/payload/4`]: 'exp',
  [`${credential}/payload/6`]: 'iat',
  [`${credential}/payload/8`]: 'cnf',
  [`${credential}/payload/8//1`]: 'COSE_Key',
  [`${credential}/payload/8//1//1`]: 'kty, EC2',
  [`${credential}/payload/8//1//-1`]: 'crv, P-256',
  [`${credential}/payload/8//1//-2`]: 'x',
  [`${credential}/payload/8//1//-3`]: 'y, its parity',
  [`${credential}/payload/-65537`]: 'the card',
  [`${credential}/signature`]: 'signature of the issuer',
  [`${card}/1`]: 'bhytNumber',
  [`${card}/2`]: 'fullName',
  [`${card}/3`]: 'dateOfBirth, 1985-03-05',
  [`${card}/4`]: 'sex, female',
  [`${card}/5`]: 'facilityCode',
  [`${card}/6`]: 'validFrom, 2026-01-01',
  [`${card}/7`]: 'validTo, 2027-12-31',
  [`${card}/8`]: 'fiveYearDate, 2029-07-01',
  [`${card}/9`]: 'benefitLevel',
  [`${card}/20`]: 'status: list 3, index 512',
}
