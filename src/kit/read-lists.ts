import type { Bytes } from '../core/bytes.ts'
import { parseRootKeys } from '../core/credential/root-keys.ts'
import { verifyStatusList } from '../core/credential/status-list.ts'
import { verifyTrustList } from '../core/credential/trust-list.ts'
import type { Result } from '../core/result.ts'

/** Whether a trust list is taken: under the roots, at this time, above the sequence number held. */
export async function readTrustList(
  message: Bytes,
  { roots: json, now, newerThan }: { roots: string; now: number; newerThan?: number },
): Promise<Result<{ sequence: number; issuedAt: number; expiresAt: number }, string>> {
  const roots = parseRootKeys(json)
  if (!roots.ok) return roots
  return verifyTrustList(message, { roots: roots.value, now, ...(newerThan !== undefined && { newerThan }) })
}

/** Whether a status list is taken under a trust list. */
export async function readStatusList(
  message: Bytes,
  { roots: json, now, trustList: file }: { roots: string; now: number; trustList: Bytes },
): Promise<Result<{ list: number; issuedAt: number; expiresAt: number }, string>> {
  const roots = parseRootKeys(json)
  // Whether the trust list is over is part of the answer.
  const trustList = roots.ok ? await verifyTrustList(file, { roots: roots.value, now: 0 }) : roots
  return trustList.ok ? verifyStatusList(message, { trustList: trustList.value, now }) : trustList
}
