import type { Bytes } from '../core/bytes.ts'
import { type StatusList, verifyStatusList } from '../core/credential/status-list.ts'
import { type TrustListError, verifyTrustList } from '../core/credential/trust-list.ts'
import type { RootKey, TrustList } from '../core/credential/trusted-keys.ts'
import { ok, type Result } from '../core/result.ts'

/** Lists as they were fetched or read from a file; nothing of them is trusted before it is verified. */
export type ListFiles = { readonly trustList: Bytes; readonly statusLists?: readonly Bytes[] }

/** Lists whose signatures hold. */
export type OpenLists = { readonly trustList: TrustList; readonly statusLists: readonly StatusList[] }

/**
 * Verifies the trust list under the roots and the status lists under it. A status list that does not verify
 * counts as none ("revocation not checked"); of two with one number, or one that is `held`, the newer counts.
 * Whether the trust list is over is judged at each scan, so it is not refused here.
 */
export async function openLists(
  { trustList: file, statusLists: files = [] }: ListFiles,
  roots: readonly RootKey[],
  held: readonly StatusList[] = [],
): Promise<Result<OpenLists, TrustListError>> {
  const trustList = await verifyTrustList(file, { roots, now: 0 })
  if (!trustList.ok) return trustList
  const byNumber = new Map(held.map((list) => [list.list, list]))
  for (const each of files) {
    const list = await verifyStatusList(each, { trustList: trustList.value, now: 0 })
    if (list.ok && (byNumber.get(list.value.list)?.issuedAt ?? -1) < list.value.issuedAt) {
      byNumber.set(list.value.list, list.value)
    }
  }
  return ok({ trustList: trustList.value, statusLists: [...byNumber.values()] })
}
