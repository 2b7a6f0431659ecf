import { credentialEndpoints } from '../../core/api/credential-contract.ts'
import type { ErrorCode } from '../../core/api/error-codes.ts'
import { helpdeskCodes } from '../../core/api/error-codes.ts'
import { type IssuerConnection, requestIfChanged } from '../../core/api/request.ts'
import { AppError, errorCodeOf } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { RenderedCode } from '../../core/card/card-code.ts'
import type { RootKey, TrustList } from '../../core/credential/trusted-keys.ts'
import type { RefreshOutcome } from '../../core/snapshot/refresh-outcome.ts'
import { sealCard } from '../cards/card-record.ts'
import { loadSummary, openWallet } from '../cards/read-wallet.ts'
import { type RescuePlace, writeRescueCopy } from '../cards/rescue-copy.ts'
import type { RefreshRecord, WalletCard } from '../cards/wallet-card.ts'
import { type Dependant, sealState, type WalletState } from '../cards/wallet-state.ts'
import { writeIfUnchanged } from '../database/compare-and-set.ts'
import { toStorageError, type WalletDatabase } from '../database/wallet-database.ts'
import { REFRESH_LOCK, withLock } from '../database/web-lock.ts'
import { dropHeldDrafts } from '../outbox/held-drafts.ts'
import { fetchCredential, needsCredential } from '../presenting/enrolment.ts'
import { obtainHolderKey } from '../presenting/holder-key.ts'
import { sessionOver, withdrawnCodes } from '../session/session-over.ts'
import { type DependantOutcomes, refreshDependants } from './refresh-dependants.ts'
import { overtaken, storeSnapshot } from './store-snapshot.ts'
import { refreshTrustList } from './trust-store.ts'
import { verifyNewer } from './verify-newer.ts'
import { withdrawDevice } from './withdraw-device.ts'

export type RefreshInputs = {
  db: WalletDatabase
  issuer: IssuerConnection
  roots: readonly RootKey[]
  readShippedTrustList: () => Promise<Bytes | undefined>
  caches: RescuePlace
  renderQr: (text: string) => RenderedCode
  /** Called after each commit, never before it. */
  onChange: (sequence: number) => void
}

/** Without `force`, a refresh this soon after a successful one does nothing. */
const FRESH_FOR_SECONDS = 60

/**
 * Fetches what is new, verifies it, and stores it in one transaction; then the rescue copy, then `onChange`. One refresh at a
 * time on the device. A refresh that fails or is killed anywhere leaves the last good cards; how it ended is recorded.
 */
export function refreshWallet(inputs: RefreshInputs, { force }: { force: boolean }): Promise<RefreshOutcome> {
  return withLock(REFRESH_LOCK, async () => {
    const at = inputs.issuer.now()
    let signIns: number | undefined
    try {
      const { state } = await openWallet(inputs.db)
      signIns = state.signIns
      if (state.heldUntil !== undefined && at >= state.heldUntil) await dropHeldDrafts(inputs.db)
      if (!state.signedIn) return { kind: 'not_signed_in', at }
      const recent = at - (state.refresh?.lastSuccessAt ?? 0) < FRESH_FOR_SECONDS
      if (recent && !force && state.refresh) return state.refresh.last
    } catch (cause) {
      return { kind: 'failed', at, code: errorCodeOf(cause) }
    }
    const noted: Noted = {}
    const outcome = await attempt(inputs, at, noted).catch(
      (cause): RefreshOutcome => ({ kind: 'failed', at, code: errorCodeOf(cause) }),
    )
    return record(inputs, outcome, { ...noted, signIns })
  })
}

/** What is known of a refresh whether or not it succeeds in the end. */
type Noted = Pick<RefreshRecord, 'clockDifference'> & { dependants?: DependantOutcomes }

async function attempt(inputs: RefreshInputs, at: number, noted: Noted): Promise<RefreshOutcome> {
  const wallet = await openWallet(inputs.db)
  const { snapshotEtag } = wallet.state
  const [trust, reply] = await Promise.all([
    refreshTrustList(inputs),
    requestIfChanged(inputs.issuer, credentialEndpoints.readSnapshot, { etag: snapshotEtag }),
  ])
  Object.assign(noted, reply.clockDifference !== undefined && { clockDifference: reply.clockDifference })
  if (!trust.list) throw new AppError(trust.validationError ?? 'trust_list_unverifiable')
  let fresh = false
  let validationError: ErrorCode | undefined = trust.validationError
  if (reply.answer) {
    const { db, renderQr } = inputs
    const context = { trustList: trust.list, held: wallet.state, now: at }
    // In a form too new for this version: what is held stays and is kept alive until the app is updated.
    const snapshot = await verifyNewer(reply.answer, context).catch((cause) => {
      if (errorCodeOf(cause) !== 'snapshot_too_new') throw cause
      validationError = 'snapshot_too_new'
      return undefined
    })
    if (snapshot) {
      const { specimen } = trust.list
      await storeSnapshot(db, wallet, snapshot, { at, specimen, etag: reply.etag, renderQr })
      await finishCommit(inputs)
      fresh = true
    }
  }
  if (await renewCredentials(inputs, trust.list)) fresh = true
  const dependants = await refreshDependants(inputs, trust.list)
  noted.dependants = dependants.outcomes
  if (validationError) throw new AppError(validationError)
  return { kind: fresh || dependants.changed ? 'fresh' : 'unchanged', at }
}

/** Gets the credentials that are missing, soon over or no longer good, each stored as soon as it is there; true if there were any. */
async function renewCredentials(inputs: RefreshInputs, trustList: TrustList): Promise<boolean> {
  const { db, issuer } = inputs
  const { cards, deviceKey } = await openWallet(db)
  let renewed = false
  for (const card of cards) {
    if (!(await needsCredential(card, trustList, issuer.now()))) continue
    const key = await obtainHolderKey(db, card.cardId)
    await noteHolderKeys(db, key ? 'ready' : 'unavailable')
    if (!key || !deviceKey) return renewed
    const fetched = await fetchCredential(issuer, card, key, trustList)
    const { credentialOutdated, ...rest } = card
    const next: WalletCard = {
      ...rest,
      credential: fetched.credential,
      credentialIssuedAt: fetched.issuedAt,
      credentialExpiresAt: fetched.expiresAt,
    }
    const { state, stateRow } = await openWallet(db)
    const row = await sealCard(deviceKey, next, state.sequence)
    const written = await writeIfUnchanged(db, stateRow, ['cards', 'keys'], async (tx) => {
      // Only onto the card and the key that are still there: the person may have signed out and in again.
      if (!(await tx.objectStore('keys').get(key.id))) return
      await tx.objectStore('cards').put(row)
      await tx.objectStore('keys').put({ ...key, enrolled: true })
    })
    if (!written) throw overtaken()
    renewed = true
  }
  if (renewed) await finishCommit(inputs)
  return renewed
}

async function noteHolderKeys(db: WalletDatabase, holderKeys: WalletState['holderKeys']): Promise<void> {
  const { state, stateRow, deviceKey } = await openWallet(db)
  if (!deviceKey || state.holderKeys === holderKeys) return
  const row = await sealState(deviceKey, { ...state, holderKeys })
  await writeIfUnchanged(db, stateRow, [], (tx) => tx.objectStore('state').put(row))
}

/** Keeps how the refresh ended, where it can; a full disk must not turn a failure into another one. */
async function record(
  { db, caches, onChange }: RefreshInputs,
  outcome: RefreshOutcome,
  { signIns, dependants, ...clock }: Noted & { signIns: number | undefined },
): Promise<RefreshOutcome> {
  const ended = outcome.kind === 'failed' && sessionOver.includes(outcome.code)
  const last: RefreshOutcome =
    ended && outcome.code === 'session_expired' ? { kind: 'not_signed_in', at: outcome.at } : outcome
  try {
    if (last.kind === 'failed' && withdrawnCodes.includes(last.code)) {
      await withdrawDevice(db, caches, { why: last, signIns })
      onChange(0)
      return last
    }
    const { state, stateRow, deviceKey } = await openWallet(db)
    if (!deviceKey || !state.signedIn) return last
    const succeeded = last.kind === 'fresh' || last.kind === 'unchanged'
    const lastSuccessAt = succeeded ? last.at : state.refresh?.lastSuccessAt
    const refresh: RefreshRecord = {
      last,
      ...(last.kind === 'failed' && { helpdesk: helpdeskCodes[last.code] }),
      ...(lastSuccessAt !== undefined && { lastSuccessAt }),
      ...clock,
    }
    const confirmed = succeeded && signIns !== undefined && { confirmedSignIn: signIns }
    const next: WalletState = {
      ...state,
      signedIn: !ended,
      refresh,
      ...confirmed,
      ...(dependants && { dependants: noteOutcomes(state.dependants, dependants, last.at) }),
    }
    const row = await sealState(deviceKey, next)
    const written = await writeIfUnchanged(db, stateRow, [], (tx) => tx.objectStore('state').put(row))
    if (written) onChange(state.sequence)
    if (last.kind === 'fresh') await finishCommit({ db, caches, onChange: () => {} })
  } catch {
    return last
  }
  return last
}

/** With each dependant's success its time, with a failure its code beside the time that was. */
function noteOutcomes(
  held: readonly Dependant[] = [],
  outcomes: DependantOutcomes,
  at: number,
): readonly Dependant[] {
  return held.map((dependant) => {
    if (!outcomes.has(dependant.personId)) return dependant
    const code = outcomes.get(dependant.personId)
    const refreshed = code ? { ...dependant.refreshed, helpdesk: helpdeskCodes[code] } : { at }
    return { ...dependant, refreshed }
  })
}

async function finishCommit({
  db,
  caches,
  onChange,
}: Pick<RefreshInputs, 'db' | 'caches' | 'onChange'>): Promise<void> {
  const { sequence } = await loadSummary(db)
  try {
    await writeRescueCopy(caches, () => loadSummary(db))
  } catch (cause) {
    // On a full disk the older rescue copy stays, and what was committed is shown all the same.
    throw toStorageError(cause)
  } finally {
    onChange(sequence)
  }
}
