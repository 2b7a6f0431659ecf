import { type Bytes, toHex } from '../../core/bytes.ts'
import { findPack, isInForce, type PackLanguage } from '../../core/content/content-manifest.ts'
import type { RootKey } from '../../core/credential/trusted-keys.ts'
import type { WalletDatabase } from '../database/wallet-database.ts'
import { readKeptPack } from './content-cache.ts'
import { readHeldContent, readStoredContent } from './held-content.ts'

/** A pack to be used, and where it is from. */
export type ReadPack = {
  readonly bytes: Bytes
  /** `released` was signed by the issuer; `built-in` came with the app. */
  readonly from: 'released' | 'built-in'
  /** Another text for other content. */
  readonly id: string
  /** Past its end texts may be read, marked as old; numbers, forms and payees are not to be used. */
  readonly isOld: boolean
  /** Of a pack that there is one of for each language: which it is. */
  readonly language?: PackLanguage
}

/**
 * The newest pack of a name on this device: the released one, or where there is none, or it is damaged, what
 * came with the app, which is old where the released one would be. Asks nobody. Undefined where not even that
 * can be read.
 */
export async function readPack(
  name: string,
  {
    db,
    caches,
    roots,
    now,
    language,
    readBuiltIn,
  }: {
    db: WalletDatabase | undefined
    caches: CacheStorage | undefined
    roots: readonly RootKey[]
    now: number
    language?: PackLanguage
    readBuiltIn: () => Promise<Bytes | undefined>
  },
): Promise<ReadPack | undefined> {
  const released = await readReleased().catch(() => undefined)
  if (released?.pack) return released.pack
  const bytes = await readBuiltIn().catch(() => undefined)
  return bytes && { bytes, from: 'built-in', id: 'built-in', isOld: released?.isOld ?? false }

  async function readReleased(): Promise<{ isOld: boolean; pack?: ReadPack } | undefined> {
    if (!db || !caches || !(await readStoredContent(db))) return undefined
    const { manifest } = await readHeldContent(db, { roots, now })
    // Past the end of the keys there is no manifest; what came with the app is older than what was released.
    const isOld = !manifest || !isInForce(manifest, now)
    const pack = manifest && findPack(manifest, name, language)
    const bytes = pack && (await readKeptPack(caches, pack))
    if (!bytes) return { isOld }
    const of = pack.language && { language: pack.language }
    return { isOld, pack: { bytes, from: 'released', id: toHex(pack.sha256), isOld, ...of } }
  }
}
