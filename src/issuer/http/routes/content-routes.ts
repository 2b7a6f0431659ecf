import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { endpoints } from '../../../core/api/contract.ts'
import type { Bytes } from '../../../core/bytes.ts'
import type { PublicContent } from '../../content/content.ts'
import { isHeldByClient } from '../entity-tag.ts'
import { dataHeaders, problem } from '../problem.ts'
import { notModified, type RouteKit } from '../route-kit.ts'

const compress = promisify(brotliCompress)

const manifestHeaders = {
  ...dataHeaders,
  'Content-Type': 'application/cbor',
  'Cache-Control': 'public, max-age=60',
} as const
const packHeaders = {
  ...dataHeaders,
  'Content-Type': 'application/octet-stream',
  'Cache-Control': 'public, max-age=31536000, immutable',
  Vary: 'Accept-Encoding',
} as const

/** A pack, and its packed form if it has one. */
type PackFile = { readonly plain: Bytes; readonly brotli?: Bytes }

/** Public content. Nothing here looks at a cookie: what is asked for says nothing of who asks. */
export function registerContentRoutes(
  { serve, now }: RouteKit,
  { content }: { readonly content: PublicContent },
): void {
  /** What is in force: there are not many packs, and each is asked for by every phone. */
  const packed = new Map<string, Promise<PackFile>>()

  serve(endpoints.readContent, async (c) => {
    const { body, etag } = await content.current(now())
    if (isHeldByClient(c.req.header('if-none-match'), etag)) return notModified(manifestHeaders, etag)
    return new Response(body, { headers: { ...manifestHeaders, ETag: etag } })
  })

  serve(endpoints.readPack, async (c) => {
    const sha256 = c.req.param('sha256') ?? ''
    if (!/^[0-9a-f]{64}$/.test(sha256)) return problem('not_found')
    const file = await readPackFile(sha256)
    if (file === undefined) return problem('not_found')
    const takesBrotli = /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
    return takesBrotli && file.brotli
      ? new Response(file.brotli, { headers: { ...packHeaders, 'Content-Encoding': 'br' } })
      : new Response(file.plain, { headers: packHeaders })
  })

  async function readPackFile(sha256: string): Promise<PackFile | undefined> {
    const held = packed.get(sha256)
    if (held !== undefined) return held
    const plain = await content.readFile(sha256)
    if (plain === undefined) return undefined
    // What is over goes out as it is: there is more and more of it, and whoever asks for all of it again and
    // again would have the threads for themselves that check passwords.
    const inForce = await content.listInForce(now())
    for (const known of packed.keys()) if (!inForce.has(known)) packed.delete(known)
    if (!inForce.has(sha256)) return { plain }
    const packing = packed.get(sha256) ?? pack(plain)
    packed.set(sha256, packing)
    packing.catch(() => packed.delete(sha256))
    return packing
  }
}

async function pack(plain: Bytes): Promise<PackFile> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  return { plain, brotli: new Uint8Array(await compress(plain, { params })) }
}
