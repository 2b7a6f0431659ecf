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

/** Bytes of late packs that are kept. */
const MOST_LATE = 64 * 1024 * 1024

/** A pack, and its packed form if it has one. */
type PackFile = { readonly plain: Bytes; readonly brotli?: Bytes }

/** Public content. Nothing here looks at a cookie: what is asked for says nothing of who asks. */
export function registerContentRoutes(
  { serve, now }: RouteKit,
  { content }: { readonly content: PublicContent },
): void {
  /** What is asked for, each read once: there are not many packs, and each is asked for by every phone. */
  const held = new Map<string, Promise<PackFile | undefined>>()

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
    const known = held.get(sha256)
    if (known !== undefined) return known
    const { inForce, late } = await content.listPublic(now())
    dropOthers(inForce, late)
    if (!inForce.has(sha256) && !late.has(sha256)) return undefined
    const reading = held.get(sha256) ?? load(sha256, inForce.has(sha256))
    held.set(sha256, reading)
    reading.catch(() => held.delete(sha256))
    return reading
  }

  /** Keeps what is public, and of what is late the last that was asked for. */
  function dropOthers(inForce: ReadonlySet<string>, late: ReadonlyMap<string, number>): void {
    let room = MOST_LATE
    for (const sha256 of [...held.keys()].reverse()) {
      if (inForce.has(sha256)) continue
      const size = late.get(sha256)
      room -= size ?? 0
      if (size === undefined || room < 0) held.delete(sha256)
    }
  }

  /** What is late goes out as it is: packing takes the threads for itself that check passwords. */
  async function load(sha256: string, isInForce: boolean): Promise<PackFile | undefined> {
    const plain = await content.readFile(sha256)
    return plain && (isInForce ? pack(plain) : { plain })
  }
}

async function pack(plain: Bytes): Promise<PackFile> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  return { plain, brotli: new Uint8Array(await compress(plain, { params })) }
}
