import type { ErrorCode } from '../core/api/error-codes.ts'
import { AppError, errorCodeOf } from '../core/app-error.ts'
import type { TrustList } from '../core/credential/trust-list.ts'
import { type Issuer, type IssuerAnswer, requestIssuer } from './issuer-client.ts'
import { openWallet } from './load-face.ts'
import { storeDependant } from './store-snapshot.ts'
import { verifyNewer } from './verify-newer.ts'
import type { WalletDatabase } from './wallet-database.ts'
import type { Dependant } from './wallet-state.ts'

type Inputs = { db: WalletDatabase; issuer: Issuer; onChange: (sequence: number) => void }

/**
 * Fetches, verifies and stores the snapshot of each dependant, one after the other, each in a transaction of its own. What goes wrong with
 * one does not keep the others from being fetched; the first such code is given back.
 */
export async function refreshDependants(
  inputs: Inputs,
  trustList: TrustList,
): Promise<{ changed: boolean; defect?: ErrorCode }> {
  const { state } = await openWallet(inputs.db)
  let changed = false
  let defect: ErrorCode | undefined
  for (const dependant of state.dependants ?? []) {
    try {
      if (await refreshDependant(inputs, trustList, dependant)) changed = true
    } catch (cause) {
      defect ??= errorCodeOf(cause)
      // The network or the service is gone: it is for the others too.
      if (cause instanceof AppError && cause.retryable) break
    }
  }
  return { changed, ...(defect && { defect }) }
}

/** True if something was stored. @throws AppError */
async function refreshDependant(
  { db, issuer, onChange }: Inputs,
  trustList: TrustList,
  { personId, stored }: Dependant,
): Promise<boolean> {
  const answer = await fetchDependant(issuer, personId, stored?.etag)
  if (answer?.status === 304) return false
  const wallet = await openWallet(db)
  if (!answer) {
    await storeDependant(db, wallet, personId)
  } else {
    const held = { personId, sequence: stored?.sequence ?? -1 }
    const snapshot = await verifyNewer(answer.body, { trustList, held, now: issuer.now() })
    if (!snapshot) return false
    // The issuer answers for this person or not at all.
    if (snapshot.personId !== personId) throw new AppError('answer_unverifiable')
    await storeDependant(db, wallet, personId, { snapshot, etag: answer.etag })
  }
  onChange(wallet.state.sequence)
  return true
}

/** The issuer's answer; undefined if it says that there is no such dependant any more. */
async function fetchDependant(
  issuer: Issuer,
  personId: string,
  etag: string | undefined,
): Promise<IssuerAnswer | undefined> {
  const path = `/api/dependants/${encodeURIComponent(personId)}/snapshot`
  try {
    return await requestIssuer(issuer, path, { headers: etag ? { 'If-None-Match': etag } : {} })
  } catch (cause) {
    if (errorCodeOf(cause) === 'not_found') return undefined
    throw cause
  }
}
