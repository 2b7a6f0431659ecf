import { type Bytes, concatBytes } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'

/**
 * Unpacks zlib data (RFC 1950) and stops as soon as more than `maxBytes` come out. Where the platform cannot
 * unpack (Safari before 16.4, Firefox before 113) everything is `malformed`: a list that cannot be read
 * counts as none.
 */
export async function inflateZlib(packed: Bytes, maxBytes: number): Promise<Result<Bytes, 'malformed'>> {
  const whole = await unpack(packed, maxBytes)
  // Browsers refuse bytes behind the end, Node does not: there the data is whole without the last one, too.
  return whole && !(await unpack(packed.slice(0, -1), maxBytes)) ? ok(whole) : err('malformed')
}

async function unpack(packed: Bytes, maxBytes: number): Promise<Bytes | undefined> {
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
    const parts: Bytes[] = []
    let length = 0
    for (let part = await reader.read(); !part.done && length <= maxBytes; part = await reader.read()) {
      length += part.value.length
      parts.push(part.value)
    }
    await reader.cancel()
    return length > maxBytes ? undefined : concatBytes(...parts)
  } catch {
    return undefined
  }
}
