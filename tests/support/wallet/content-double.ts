import { createHash } from 'node:crypto'
import type { FetchOptions } from '../../../src/core/api/request.ts'
import { fromHex, toHex } from '../../../src/core/bytes.ts'
import { writeContentAnswer } from '../../../src/core/content/content-answer.ts'
import { CONTENT_KEYS } from '../../../src/core/content/content-key-list.ts'
import { type ContentManifest, issueContentManifest } from '../../../src/core/content/content-manifest.ts'
import type { Signer } from '../../../src/core/credential/issuer-signed.ts'
import { issueTrustList } from '../../../src/core/credential/trust-list.ts'
import { DANGEROUS_KEYS, type DangerousKey } from '../vectors/keys.ts'
import { DAY, TRUST_LIST } from '../vectors/world.ts'

type Bytes = Uint8Array<ArrayBuffer>

const { productionRoot, status, rogue } = DANGEROUS_KEYS

/** Keys for content; any will do. */
export const contentKeys = { first: status, second: rogue } as const

export function hashOf(bytes: Uint8Array): Bytes {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

/** What the issuer publishes, signed: files by name, under a manifest with this sequence. */
export async function publish(
  files: Readonly<Record<string, Bytes>>,
  {
    now,
    sequence,
    signer = contentKeys.first,
    listed = [contentKeys.first, contentKeys.second],
    keySequence = 1,
    lasts = 30 * DAY,
  }: {
    now: number
    sequence: number
    signer?: Signer
    listed?: readonly DangerousKey[]
    keySequence?: number
    lasts?: number
  },
) {
  const packs: ContentManifest['packs'] = Object.entries(files).map(([name, bytes]) => ({
    name,
    version: sequence,
    size: bytes.length,
    sha256: hashOf(bytes),
    minAppSchema: 1,
  }))
  const keyList = await issueTrustList(
    {
      ...TRUST_LIST,
      sequence: keySequence,
      keys: listed.map(({ keyId, publicKey }) => ({
        keyId,
        publicKey,
        role: 'content',
        notBefore: now - 400 * DAY,
        notAfter: now + 400 * DAY,
      })),
    },
    productionRoot,
    CONTENT_KEYS,
  )
  const manifest = await issueContentManifest(
    { sequence, issuedAt: now, expiresAt: now + lasts, packs },
    signer,
  )
  return { answer: writeContentAnswer({ keyList, manifest }), files: Object.values(files) }
}

export type Published = Awaited<ReturnType<typeof publish>>

/**
 * An issuer that serves what is published; notes every path that is asked for, and whether it knew the answer
 * was held.
 */
export function createContentDouble() {
  let published: Published | undefined
  const asked: string[] = []
  return {
    asked,
    serve(next: Published) {
      published = next
    },
    async fetch(path: string, { headers }: FetchOptions): Promise<Response> {
      asked.push(path)
      if (!published) return new Response(null, { status: 503 })
      if (path === '/api/content') {
        const etag = `"${toHex(hashOf(published.answer)).slice(0, 16)}"`
        if (headers['If-None-Match'] === etag)
          return new Response(null, { status: 304, headers: { ETag: etag } })
        return new Response(published.answer, {
          headers: { 'Content-Type': 'application/cbor', ETag: etag },
        })
      }
      const hash = fromHex(path.split('/').at(-1) ?? '')
      const file = published.files.find((bytes) => hash.ok && toHex(hashOf(bytes)) === toHex(hash.value))
      if (!file) return new Response(null, { status: 404 })
      return new Response(file, { headers: { 'Content-Type': 'application/octet-stream' } })
    },
  }
}
