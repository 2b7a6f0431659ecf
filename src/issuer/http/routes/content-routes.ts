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

/** Packed files that are kept; there are not many packs, and each is asked for by every phone. */
const MOST_PACKED = 64

type PackedFile = { readonly plain: Bytes; readonly brotli: Bytes }

/** Public content. Nothing here looks at a cookie: what is asked for says nothing of who asks. */
export function registerContentRoutes(
  { serve, now }: RouteKit,
  { content }: { readonly content: PublicContent },
): void {
  const packed = new Map<string, Promise<PackedFile>>()

  serve(endpoints.readContent, async (c) => {
    const { body, etag } = await content.current(now())
    if (isHeldByClient(c.req.header('if-none-match'), etag)) return notModified(manifestHeaders, etag)
    return new Response(body, { headers: { ...manifestHeaders, ETag: etag } })
  })

  serve(endpoints.readPack, async (c) => {
    const sha256 = c.req.param('sha256') ?? ''
    if (!/^[0-9a-f]{64}$/.test(sha256)) return problem('not_found')
    const file = await readPacked(sha256)
    if (file === undefined) return problem('not_found')
    const takesBrotli = /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
    return takesBrotli
      ? new Response(file.brotli, { headers: { ...packHeaders, 'Content-Encoding': 'br' } })
      : new Response(file.plain, { headers: packHeaders })
  })

  async function readPacked(sha256: string) {
    const held = packed.get(sha256)
    if (held !== undefined) return held
    // What is not there takes no place of what is.
    const plain = await content.readFile(sha256)
    if (plain === undefined) return undefined
    const packing = packed.get(sha256) ?? pack(plain)
    packed.set(sha256, packing)
    packing.catch(() => packed.delete(sha256))
    if (packed.size > MOST_PACKED) packed.delete(packed.keys().next().value ?? '')
    return packing
  }
}

async function pack(plain: Bytes): Promise<PackedFile> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  return { plain, brotli: new Uint8Array(await compress(plain, { params })) }
}
