import { type Bytes, toHex } from '../../core/bytes.ts'
import type { ContentPack } from '../../core/content/content-manifest.ts'
import { isPack } from '../../core/content/verify-content.ts'

/** Public packs on this device, by their hash. Nothing of a person is in it, and no sign-out empties it. */
const CACHE = 'vi-bhyt-content'

const placeOf = ({ sha256 }: Pick<ContentPack, 'sha256'>) => `/content-packs/${toHex(sha256)}`

/** The pack, if this device has it whole; what is damaged counts as missing. */
export async function readKeptPack(caches: CacheStorage, pack: ContentPack): Promise<Bytes | undefined> {
  const kept = await (await caches.open(CACHE)).match(placeOf(pack))
  if (!kept) return undefined
  const bytes = new Uint8Array(await kept.arrayBuffer())
  return (await isPack(pack, bytes)) ? bytes : undefined
}

/** Keeps a pack that `isPack` has looked at. */
export async function keepPack(caches: CacheStorage, pack: ContentPack, bytes: Bytes): Promise<void> {
  await (await caches.open(CACHE)).put(placeOf(pack), new Response(bytes))
}

/** Drops every pack but these. */
export async function dropOtherPacks(caches: CacheStorage, packs: readonly ContentPack[]): Promise<void> {
  const cache = await caches.open(CACHE)
  const wanted = new Set(packs.map(placeOf))
  const held = await cache.keys()
  const old = held.filter(({ url }) => !wanted.has(new URL(url).pathname))
  await Promise.all(old.map((request) => cache.delete(request)))
}
