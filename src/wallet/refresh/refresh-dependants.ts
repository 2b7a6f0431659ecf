import { credentialEndpoints } from '../../core/api/credential-contract.ts'
import type { ErrorCode } from '../../core/api/error-codes.ts'
import { type IssuerConnection, requestIfChanged } from '../../core/api/request.ts'
import { AppError, errorCodeOf } from '../../core/app-error.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import type { Dependant } from '../cards/wallet-state.ts'
import type { StoredWalletKey } from '../database/stores.ts'
import { sessionOver } from '../session/session-over.ts'
import { storeDependant } from './store-snapshot.ts'
import { isSignerDropped, verifyNewer } from './verify-newer.ts'
import type { WalletSession } from './wallet-session.ts'

type Inputs = {
  session: WalletSession
  issuer: IssuerConnection
  walletKey: () => Promise<StoredWalletKey>
  onChange: (sequence: number) => void
}

/** How it went with each, by `personId`: the code of what went wrong, or none. */
export type DependantOutcomes = ReadonlyMap<string, ErrorCode | undefined>

/**
 * Fetches, verifies and stores the snapshot of each dependant, one after the other, each in a transaction of
 * its own. What goes wrong with one keeps neither the others nor the person's own data from counting as
 * refreshed.
 * @throws AppError where it is no matter of one dependant: the session is over, the database fails
 */
export async function refreshDependants(
  inputs: Inputs,
  trustList: TrustList,
): Promise<{ changed: boolean; outcomes: DependantOutcomes }> {
  const { dependants = [] } = inputs.session.wallet.state
  const outcomes = new Map<string, ErrorCode | undefined>()
  let changed = false
  let gone: ErrorCode | undefined
  for (const dependant of dependants) {
    outcomes.set(dependant.personId, gone)
    if (gone) continue
    try {
      if (await refreshDependant(inputs, trustList, dependant)) changed = true
    } catch (cause) {
      const code = errorCodeOf(cause)
      if (concernsAll(code)) throw cause
      outcomes.set(dependant.personId, code)
      // The network or the service is gone: it is for the others too.
      if (cause instanceof AppError && cause.retryable) gone = code
    }
  }
  return { changed, outcomes }
}

function concernsAll(code: ErrorCode): boolean {
  return sessionOver.includes(code) || code.startsWith('storage_')
}

/** True if something was stored. @throws AppError */
async function refreshDependant(
  { session, issuer, walletKey, onChange }: Inputs,
  trustList: TrustList,
  { personId, stored }: Dependant,
): Promise<boolean> {
  const isDropped = stored !== undefined && isSignerDropped(stored, trustList)
  const reply = await fetchDependant(issuer, personId, isDropped ? undefined : stored?.etag)
  if (reply !== 'gone' && !reply.answer) return false
  if (reply === 'gone') {
    await storeDependant(session, personId)
  } else {
    const { sequence = -1, signedBy } = stored ?? {}
    const held = { personId, sequence, ...(signedBy !== undefined && { signedBy }) }
    const newer = await verifyNewer(reply.answer, { trustList, held, now: issuer.now() })
    if (!newer) return false
    // The issuer answers for this person or not at all.
    if (newer.snapshot.personId !== personId) throw new AppError('answer_unverifiable')
    await storeDependant(session, personId, { ...newer, etag: reply.etag, walletKey: await walletKey() })
  }
  onChange(session.wallet.state.sequence)
  return true
}

/** The issuer's reply; `gone` if it says that there is no such dependant any more. */
function fetchDependant(issuer: IssuerConnection, personId: string, etag: string | undefined) {
  return requestIfChanged(issuer, credentialEndpoints.readDependantSnapshot, {
    params: { personId },
    etag,
  }).catch((cause) => {
    if (errorCodeOf(cause) === 'not_found') return 'gone' as const
    throw cause
  })
}
