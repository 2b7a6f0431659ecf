import { type Bytes, equalBytes } from '../bytes.ts'
import { verifyTrustList } from '../credential/trust-list.ts'
import type { RootKey, TrustList } from '../credential/trusted-keys.ts'
import { readContentAnswer } from './content-answer.ts'
import { CONTENT_KEYS } from './content-key-list.ts'
import { type ContentManifest, type ContentPack, verifyContentManifest } from './content-manifest.ts'

/** What of an answer verifies: the list of content keys, and under it the manifest. */
export type VerifiedContent = { readonly keyList?: TrustList; readonly manifest?: ContentManifest }

/**
 * Verifies an answer of the issuer, or the stored one: its list of keys, and the manifest under that list.
 * With `under`, a newer list counts instead of its own, so that a manifest whose key was dropped is none.
 */
export async function verifyContent(
  bytes: Bytes,
  {
    roots,
    now,
    under,
    held,
  }: {
    roots: readonly RootKey[]
    now: number
    under?: TrustList | undefined
    held?: ContentManifest | undefined
  },
): Promise<VerifiedContent> {
  const parts = readContentAnswer(bytes)
  if (!parts.ok) return {}
  const listed = await verifyTrustList(parts.value.keyList, { roots, now, kind: CONTENT_KEYS })
  const own = listed.ok ? listed.value : undefined
  const keyList = under && (!own || own.sequence < under.sequence) ? under : own
  if (!keyList) return {}
  const manifest = await verifyContentManifest(parts.value.manifest, { keys: keyList, now, held })
  return { keyList, ...(manifest.ok && { manifest: manifest.value }) }
}

/** Whether bytes are what the manifest says. */
export async function isPack({ size, sha256 }: ContentPack, bytes: Bytes): Promise<boolean> {
  if (bytes.length !== size) return false
  return equalBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), sha256)
}
