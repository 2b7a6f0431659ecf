import type { Bytes } from '../core/bytes.ts'
import { type StatusList, verifyStatusList } from '../core/credential/status-list.ts'
import { type TrustListError, verifyTrustList } from '../core/credential/trust-list.ts'
import type { RootKey, TrustList } from '../core/credential/trusted-keys.ts'
import { ok, type Result } from '../core/result.ts'

/** Lists as they were fetched or read from a file; nothing of them is trusted before it is verified. */
export type ListFiles = { readonly trustList: Bytes; readonly statusLists?: readonly Bytes[] }

/** Lists whose signatures hold, with the bytes that they were read from. */
export type OpenLists = {
  readonly trustList: TrustList
  readonly statusLists: readonly StatusList[]
  readonly files: Required<ListFiles>
}

/**
 * Verifies the trust list under the roots and the status lists under it, those that are `held` as well: a key
 * that the trust list drops takes with it what it signed. A status list that does not verify counts as none
 * ("revocation not checked"); of two with one number the newer counts. A trust list older than the one held
 * is
 * `not_newer`; whether it is over is judged at each scan, so it is not refused here. `now` in Unix seconds.
 */
export async function openLists(
  { trustList: file, statusLists: files = [] }: ListFiles,
  { roots, now, held }: { roots: readonly RootKey[]; now: number; held?: OpenLists },
): Promise<Result<OpenLists, TrustListError>> {
  const newerThan = held ? held.trustList.sequence - 1 : -1
  const verified = await verifyTrustList(file, { roots, now: 0, newerThan })
  if (!verified.ok) return verified
  const trustList = verified.value
  const context = { trustList: { ...trustList, expiresAt: Number.POSITIVE_INFINITY }, now }
  const byNumber = new Map<number, { readonly list: StatusList; readonly file: Bytes }>()
  for (const each of [...(held?.files.statusLists ?? []), ...files]) {
    const list = await verifyStatusList(each, context)
    if (list.ok && (byNumber.get(list.value.list)?.list.issuedAt ?? -1) < list.value.issuedAt) {
      byNumber.set(list.value.list, { list: list.value, file: each })
    }
  }
  const kept = [...byNumber.values()]
  return ok({
    trustList,
    statusLists: kept.map(({ list }) => list),
    files: { trustList: file, statusLists: kept.map(({ file }) => file) },
  })
}
