import { decodeUtf8 } from '../bytes.ts'
import { readFacilityTable } from '../directory/facility-table.ts'
import { readBranches } from '../registration/branches.ts'
import { err, type Result } from '../result.ts'
import { MAX_PACK_BYTES } from './content-manifest.ts'

/** The packs that this version of the app can read, and how it tells a good one. */
const READERS: Readonly<Record<string, (text: string) => boolean>> = {
  branches: (text) => readBranches(text, { specimens: true }).ok,
  facilities: (text) => readFacilityTable(text).ok,
}

/** The schema of packs that this version reads; a manifest names the oldest that can read a pack. */
export const APP_SCHEMA = 1

export type PackError = 'pack_unknown' | 'pack_too_large' | 'pack_unreadable'

/**
 * Whether a phone of this version will be able to read a pack: its name is known, its size in bounds, its
 * form right.
 */
export function checkPack(name: string, content: Uint8Array): Result<string, PackError> {
  const reads = Object.hasOwn(READERS, name) ? READERS[name] : undefined
  if (!reads) return err('pack_unknown')
  if (content.length > MAX_PACK_BYTES) return err('pack_too_large')
  const text = decodeUtf8(content)
  return text.ok && reads(text.value) ? text : err('pack_unreadable')
}

/** The names of the packs that `checkPack` knows. */
export const packNames: readonly string[] = Object.keys(READERS)
