import type { Bytes } from '../core/bytes.ts'
import { type StatusList, verifyStatusList } from '../core/credential/status-list.ts'
import { type TrustListError, verifyTrustList } from '../core/credential/trust-list.ts'
import type { RootKey } from '../core/credential/trusted-keys.ts'
import type { VerifyOutcome } from '../core/credential/verdict.ts'
import { verifyCard } from '../core/credential/verify-card.ts'
import { ok, type Result } from '../core/result.ts'
import { checkTotals } from './check-totals.ts'
import type { ReplayMemory } from './replay-memory.ts'

/** What a desk holds on its device, as it was fetched; nothing of it is trusted before it is verified. */
export type DeskLists = { readonly trustList: Bytes; readonly statusList?: Bytes }

export type DeskSettings = {
  readonly roots: readonly RootKey[]
  /** Unix seconds. */
  readonly now: number
  readonly replayMemory?: ReplayMemory
}

/**
 * Verdict over a scanned text, with no network: the trust list is verified under the roots, the status list under the
 * trust list, then the card, or the totals of an extract. A status list that does not verify counts as none ("revocation not checked").
 */
export async function checkScan(
  text: string,
  lists: DeskLists,
  { roots, now, replayMemory }: DeskSettings,
): Promise<Result<VerifyOutcome, TrustListError>> {
  const trustList = await verifyTrustList(lists.trustList, { roots, now })
  // To a desk an expired list is a verdict: it knows no key any more.
  if (!trustList.ok && trustList.error === 'expired') {
    return ok({ verdict: 'unknown_key', notes: ['trust_list_expired'] })
  }
  if (!trustList.ok) return trustList
  let statusList: StatusList | undefined
  if (lists.statusList) {
    const verified = await verifyStatusList(lists.statusList, { trustList: trustList.value, now })
    if (verified.ok) statusList = verified.value
  }
  const totals = await checkTotals(text, { trustList: trustList.value, now })
  if (totals) return ok(totals)
  const outcome = await verifyCard(text, {
    trustList: trustList.value,
    now,
    ...(statusList && { statusList }),
    ...(replayMemory && { replay: (hash: string) => replayMemory.isReplayed(hash, now) }),
  })
  return ok(outcome)
}
