import type { ErrorCode } from '../core/api/error-codes.ts'
import type { DrawnCode, RefreshOutcome } from '../core/api/worker-messages.ts'
import { AppError, errorCodeOf } from '../core/app-error.ts'
import type { Bytes } from '../core/bytes.ts'
import type { RootKey, TrustList } from '../core/credential/trust-list.ts'
import { type Snapshot, verifySnapshot } from '../core/snapshot/snapshot.ts'
import { dropBlobsOf } from './blobs.ts'
import { sealCard } from './card-record.ts'
import { fetchCredential, needsCredential } from './enrolment.ts'
import { writeIfUnchanged } from './guarded-write.ts'
import { obtainHolderKey } from './holder-key.ts'
import { type Issuer, requestIssuer } from './issuer-client.ts'
import { loadFace, type OpenedWallet, openWallet } from './load-face.ts'
import { sealHistory } from './load-history.ts'
import { mergeSnapshot } from './merge-snapshot.ts'
import { dropItemsOfPersons } from './outbox.ts'
import { writeRescueCopy } from './rescue-copy.ts'
import { refreshTrustList } from './trust-store.ts'
import type { RefreshRecord, WalletCard } from './wallet-card.ts'
import { toStorageError, type WalletDatabase } from './wallet-database.ts'
import { obtainWalletKey } from './wallet-key.ts'
import { sealState, type WalletState } from './wallet-state.ts'
import { withLock } from './web-lock.ts'

export type RefreshInputs = {
  db: WalletDatabase
  issuer: Issuer
  roots: readonly RootKey[]
  readShippedTrustList: () => Promise<Bytes | undefined>
  caches: CacheStorage
  drawQr: (text: string) => DrawnCode
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
  return withLock('vi-bhyt-refresh', async () => {
    const at = inputs.issuer.now()
    let signIns: number | undefined
    try {
      const { state } = await openWallet(inputs.db)
      signIns = state.signIns
      if (!state.signedIn) return { kind: 'not_signed_in', at }
      const recent = at - (state.refresh?.lastSuccessAt ?? 0) < FRESH_FOR_SECONDS
      if (recent && !force && state.refresh) return state.refresh.last
    } catch (cause) {
      return { kind: 'failed', at, code: errorCodeOf(cause) }
    }
    const clock: Pick<RefreshRecord, 'clockDifference'> = {}
    const outcome = await attempt(inputs, at, clock).catch(
      (cause): RefreshOutcome => ({ kind: 'failed', at, code: errorCodeOf(cause) }),
    )
    return record(inputs, outcome, { clock, signIns })
  })
}

/** Thrown where a write finds that the person has signed out meanwhile. */
const overtaken = () => new AppError('session_expired')

async function attempt(
  inputs: RefreshInputs,
  at: number,
  clock: Pick<RefreshRecord, 'clockDifference'>,
): Promise<RefreshOutcome> {
  const wallet = await openWallet(inputs.db)
  const { snapshotEtag } = wallet.state
  const [trust, answer] = await Promise.all([
    refreshTrustList(inputs),
    requestIssuer(inputs.issuer, '/api/snapshot', {
      headers: snapshotEtag ? { 'If-None-Match': snapshotEtag } : {},
    }),
  ])
  Object.assign(clock, answer.clockDifference !== undefined && { clockDifference: answer.clockDifference })
  if (!trust.list) throw new AppError(trust.defect ?? 'trust_list_unverifiable')
  let kind: 'fresh' | 'unchanged' = 'unchanged'
  let defect: ErrorCode | undefined = trust.defect
  if (answer.status !== 304) {
    const snapshot = await verify(answer.body, trust.list, wallet.state, at)
    if (snapshot === 'too_new') {
      // What is held stays, and its credentials are renewed: the card works until the app is updated.
      defect = 'snapshot_too_new'
    } else if (snapshot) {
      await storeSnapshot(inputs, wallet, snapshot, { at, specimen: trust.list.specimen, etag: answer.etag })
      kind = 'fresh'
    }
  }
  if (await renewCredentials(inputs, trust.list)) kind = 'fresh'
  if (defect) throw new AppError(defect)
  return { kind, at }
}

/** The snapshot if it is newer than the one held, undefined if it is the same. @throws AppError if it is neither */
async function verify(
  bytes: Bytes,
  trustList: TrustList,
  held: WalletState,
  now: number,
): Promise<Snapshot | 'too_new' | undefined> {
  const verified = await verifySnapshot(bytes, { trustList, now })
  if (!verified.ok) {
    if (verified.error === 'unsupported_version') return 'too_new'
    throw new AppError('answer_unverifiable')
  }
  const { personId, sequence } = verified.value
  if (personId !== held.personId || sequence > held.sequence) return verified.value
  if (sequence < held.sequence) throw new AppError('answer_outdated')
  return undefined
}

async function storeSnapshot(
  { db, caches, drawQr, onChange }: RefreshInputs,
  { deviceKey, state, stateRow }: OpenedWallet,
  snapshot: Snapshot,
  { at, specimen, etag }: { at: number; specimen: boolean; etag: string | undefined },
): Promise<void> {
  if (!deviceKey) throw overtaken()
  const { personId, sequence } = snapshot
  const { cards } = await openWallet(db)
  const held = personId === state.personId ? cards : cards.filter((card) => card.origin === 'self-declared')
  const merged = mergeSnapshot(held, snapshot, { specimen, now: at, drawQr })
  const walletKey = await obtainWalletKey(db, deviceKey)
  const { snapshotEtag, ...rest } = state
  const nextState = { ...rest, personId, sequence, ...(etag && { snapshotEtag: etag }) }
  const [stateNext, history, ...cardRows] = await Promise.all([
    sealState(deviceKey, nextState),
    sealHistory(walletKey, snapshot),
    // Self-declared rows are the person's; they are never rewritten here.
    ...merged.filter((card) => card.origin === 'issued').map((card) => sealCard(deviceKey, card, sequence)),
  ])
  const kept = merged.map((card) => card.cardId)
  // What somebody else typed is not this person's to read: they signed in after the other's session had ended.
  const isOther = state.personId !== undefined && state.personId !== personId
  const storeNames = ['cards', 'history', 'keys', 'drafts', 'outbox', 'blobs'] as const
  const written = await writeIfUnchanged(db, stateRow, storeNames, async (tx) => {
    const cardStore = tx.objectStore('cards')
    const keyStore = tx.objectStore('keys')
    // Of the cards that were here before; one that was scanned in this moment stays.
    const gone = cards.filter((card) => !kept.includes(card.cardId))
    await Promise.all([
      ...gone.flatMap(({ cardId }) => [cardStore.delete(cardId), keyStore.delete(`holder:${cardId}`)]),
      ...cardRows.map((row) => cardStore.put(row)),
      tx.objectStore('history').put(history),
      tx.objectStore('state').put(stateNext),
      ...(isOther ? [tx.objectStore('drafts').clear(), dropBlobsOf(tx.objectStore('blobs'), 'draft')] : []),
      ...(isOther ? [dropItemsOfPersons(tx.objectStore('outbox'), tx.objectStore('blobs'))] : []),
    ])
  })
  if (!written) throw overtaken()
  await finishCommit({ db, caches, onChange })
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
  { clock, signIns }: { clock: Pick<RefreshRecord, 'clockDifference'>; signIns: number | undefined },
): Promise<RefreshOutcome> {
  const ended = outcome.kind === 'failed' && sessionOver.includes(outcome.code)
  const last: RefreshOutcome =
    ended && outcome.code === 'session_expired' ? { kind: 'not_signed_in', at: outcome.at } : outcome
  try {
    const { state, stateRow, deviceKey } = await openWallet(db)
    if (!deviceKey || !state.signedIn) return last
    const succeeded = last.kind === 'fresh' || last.kind === 'unchanged'
    const lastSuccessAt = succeeded ? last.at : state.refresh?.lastSuccessAt
    const refresh: RefreshRecord = {
      last,
      ...(lastSuccessAt !== undefined && { lastSuccessAt }),
      ...clock,
    }
    const confirmed = succeeded && signIns !== undefined && { confirmedSignIn: signIns }
    const row = await sealState(deviceKey, { ...state, signedIn: !ended, refresh, ...confirmed })
    const written = await writeIfUnchanged(db, stateRow, [], (tx) => tx.objectStore('state').put(row))
    if (written) onChange(state.sequence)
    if (last.kind === 'fresh') await finishCommit({ db, caches, onChange: () => {} })
  } catch {
    return last
  }
  return last
}

const sessionOver: readonly string[] = ['session_expired', 'device_replaced']

async function finishCommit({
  db,
  caches,
  onChange,
}: Pick<RefreshInputs, 'db' | 'caches' | 'onChange'>): Promise<void> {
  const { sequence } = await loadFace(db)
  try {
    await writeRescueCopy(caches, () => loadFace(db))
  } catch (cause) {
    // On a full disk the older rescue copy stays, and what was committed is shown all the same.
    throw toStorageError(cause)
  } finally {
    onChange(sequence)
  }
}
