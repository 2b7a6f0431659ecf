import { type Bytes, concatBytes } from '../bytes.ts'
import { err, ok, type Result } from '../result.ts'

/**
 * Unpacks zlib data (RFC 1950) and stops as soon as more than `maxBytes` come out. Where the platform cannot
 * unpack (Safari before 16.4, Firefox before 113) everything is `malformed`: a list that cannot be read
 * counts as none.
 */
export async function inflateZlib(packed: Bytes, maxBytes: number): Promise<Result<Bytes, 'malformed'>> {
  try {
    const stream = new DecompressionStream('deflate')
    const writer = stream.writable.getWriter()
    const reader = stream.readable.getReader()
    // An error shows on the reading side; here it is only kept from being reported as unhandled.
    const written = writer.write(packed).then(() => writer.close())
    written.catch(() => undefined)
    const parts: Bytes[] = []
    let length = 0
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length
      if (length > maxBytes) {
        await reader.cancel()
        return err('malformed')
      }
      parts.push(part.value)
    }
    return ok(concatBytes(...parts))
  } catch {
    return err('malformed')
  }
}
