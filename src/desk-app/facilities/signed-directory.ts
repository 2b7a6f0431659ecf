import { findOldProvince } from '../../core/address/old-provinces.ts'
import { type Bytes, decodeUtf8 } from '../../core/bytes.ts'
import {
  type ContentManifest,
  type ContentPack,
  findPack,
  isInForce,
} from '../../core/content/content-manifest.ts'
import { isPack, verifyContent } from '../../core/content/verify-content.ts'
import type { RootKey, TrustList } from '../../core/credential/trusted-keys.ts'
import { readFacilityTable } from '../../core/directory/facility-table.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { createFacilityDirectory, type FacilityDirectory } from './facility-directory.ts'

/**
 * The directory as it came: what the issuer answered, and the pack that it names (docs/content-format.md).
 */
export type DirectoryFiles = { readonly answer: Bytes; readonly pack: Bytes; readonly etag?: string }

/** Why a directory is not taken. */
export type DirectoryError = 'not_signed' | 'not_newer' | 'wrong_file'

export type SignedDirectory = {
  readonly directory: FacilityDirectory
  /** The answer that it was read from. */
  readonly answer: Bytes
  readonly keyList: TrustList
  readonly manifest: ContentManifest
}

type Context = {
  readonly roots: readonly RootKey[]
  /** Unix seconds. */
  readonly now: number
  /** What the desk holds already: nothing older takes its place, as long as its key is listed. */
  readonly held: SignedDirectory | undefined
}

/**
 * What an answer of the issuer names as the newest list of facilities: signed under the roots, and neither
 * its list of keys nor its manifest older than what is held. A manifest whose key its list drops does not
 * count, however far it had counted.
 */
export async function readDirectoryAnswer(
  answer: Bytes,
  { roots, now, held }: Context,
): Promise<
  Result<Pick<SignedDirectory, 'keyList' | 'manifest'> & { readonly pack: ContentPack }, DirectoryError>
> {
  const own = await verifyContent(answer, { roots, now })
  if (!own.keyList || !own.manifest) return err('not_signed')
  if (held && own.keyList.sequence < held.keyList.sequence) return err('not_newer')
  const next = await verifyContent(answer, {
    roots,
    now,
    held: held && (await findListed(held, own.keyList)),
  })
  if (!next.keyList || !next.manifest) return err('not_newer')
  const pack = findPack(next.manifest, 'facilities')
  return pack ? ok({ keyList: next.keyList, manifest: next.manifest, pack }) : err('wrong_file')
}

/** The manifest that is held, if its key is still listed; also where the desk's clock was put back since. */
async function findListed(
  { answer, manifest }: SignedDirectory,
  under: TrustList,
): Promise<ContentManifest | undefined> {
  return (await verifyContent(answer, { roots: [], now: manifest.issuedAt, under })).manifest
}

/** Verifies a directory and reads it; carried here on a stick it is checked like a fetched one. */
export async function openDirectory(
  { answer, pack: bytes }: DirectoryFiles,
  context: Context,
): Promise<Result<SignedDirectory, DirectoryError>> {
  const read = await readDirectoryAnswer(answer, context)
  if (!read.ok) return read
  const { pack, keyList, manifest } = read.value
  const text = (await isPack(pack, bytes)) ? decodeUtf8(bytes) : undefined
  const table = text?.ok ? readFacilityTable(text.value) : undefined
  if (!table?.ok) return err('wrong_file')
  const { asOf, facilities } = table.value
  // The first two digits of a code are the province of before July 2025.
  const rows = facilities.map(
    ({ code, name }) => [code, name, findOldProvince(code.slice(0, 2)) ?? ''] as const,
  )
  const signed = { asOf, isOld: !isInForce(manifest, context.now) }
  return ok({ directory: createFacilityDirectory(rows, signed), answer, keyList, manifest })
}
