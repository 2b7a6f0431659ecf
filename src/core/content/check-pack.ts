import { decodeUtf8 } from '../bytes.ts'
import { err, type Result } from '../result.ts'
import { MAX_PACK_BYTES } from './content-manifest.ts'
import { findPackKind } from './pack-kinds.ts'

export type PackError = 'pack_unknown' | 'pack_too_large' | 'pack_unreadable'

/**
 * Whether a phone of this version will be able to read a pack: its name is known, its size in bounds, its
 * form right.
 */
export function checkPack(name: string, content: Uint8Array): Result<string, PackError> {
  const kind = findPackKind(name)
  if (!kind) return err('pack_unknown')
  if (content.length > MAX_PACK_BYTES) return err('pack_too_large')
  const text = decodeUtf8(content)
  return text.ok && kind.read(text.value).ok ? text : err('pack_unreadable')
}
