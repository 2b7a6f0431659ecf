import { credentialEndpoints } from '../../core/api/credential-contract.ts'
import type { ErrorCode } from '../../core/api/error-codes.ts'
import { helpdeskCodes } from '../../core/api/error-codes.ts'
import { type IssuerConnection, requestIfChanged } from '../../core/api/request.ts'
import { AppError, errorCodeOf } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { RenderedCode } from '../../core/card/card-code.ts'
import type { RootKey, TrustList } from '../../core/credential/trusted-keys.ts'
import type { RefreshOutcome } from '../../core/snapshot/refresh-outcome.ts'
import { CARD_SCHEMA } from '../cards/card-record.ts'
import { type OpenedWallet, openWallet } from '../cards/read-wallet.ts'
import { type ReadyPlace, type RenderReadyPage, writeReadyPage } from '../cards/ready-page.ts'
import { updateWallet, type WalletChange } from '../cards/update-wallet.ts'
import type { RefreshRecord, WalletCard } from '../cards/wallet-card.ts'
import type { Dependant, WalletState } from '../cards/wallet-state.ts'
import type { StoredHolderKey } from '../database/stores.ts'
import { toStorageError, type WalletDatabase } from '../database/wallet-database.ts'
import { REFRESH_LOCK, withLock } from '../database/web-lock.ts'
import { dropHeldDrafts } from '../outbox/held-drafts.ts'
import { type FetchedCredential, fetchCredential, needsCredential } from '../presenting/enrolment.ts'
import { obtainHolderKey } from '../presenting/holder-key.ts'
import { obtainWalletKey } from '../sealing/wallet-key.ts'
import { sessionOver, withdrawnCodes } from '../session/session-over.ts'
import { type DependantOutcomes, refreshDependants } from './refresh-dependants.ts'
import { storeSnapshot } from './store-snapshot.ts'
import { refreshTrustList } from './trust-store.ts'
import { isSignerDropped, verifyNewer } from './verify-newer.ts'
import { holdWallet, type WalletSession } from './wallet-session.ts'
import { withdrawDevice } from './withdraw-device.ts'

export type RefreshInputs = {
  db: WalletDatabase
  issuer: IssuerConnection
  roots: readonly RootKey[]
  readShippedTrustList: () => Promise<Bytes | undefined>
  caches: ReadyPlace
  /** Only the worker has it, see `ReadyOptions`. */
  renderReadyPage?: RenderReadyPage
  renderQr: (text: string) => RenderedCode
  /** Called after each commit, never before it. */
  onChange: (sequence: number) => void
  /** From 0 to below 1; another only in tests. */
  random?: () => number
}

/** Without `force`, a refresh this soon after a successful one does nothing. */
const FRESH_FOR_SECONDS = 60

/** However long the service asks to be left alone: a wrong answer must not cost a day. */
const LONGEST_WAIT = 3600

/**
 * Fetches what is new, verifies it, and stores it in one transaction; then the ready page, then `onChange`.
 * One refresh at a time on the device. A refresh that fails or is killed anywhere leaves the last good cards;
 * how it ended is recorded.
 */
export function refreshWallet(inputs: RefreshInputs, { force }: { force: boolean }): Promise<RefreshOutcome> {
  return withLock(REFRESH_LOCK, async () => {
    const at = inputs.issuer.now()
    let session: WalletSession
    try {
      const wallet = await resealOlderCards(inputs.db)
      const { state } = wallet
      if (state.heldUntil !== undefined && at >= state.heldUntil) {
        const hasReturned = state.signedIn || state.confirmedSignIn !== undefined
        await dropHeldDrafts(inputs.db, { hasReturned })
      }
      if (!state.signedIn) return { kind: 'not_signed_in', at }
      const since = at - (state.refresh?.lastSuccessAt ?? 0)
      // A last success in the future was one before the clock was put right.
      const isRecent = since >= 0 && since < FRESH_FOR_SECONDS
      const { notBefore = at } = state.refresh ?? {}
      const isAskedToWait = at < notBefore && notBefore <= at + 2 * LONGEST_WAIT
      if ((isRecent || isAskedToWait) && !force && state.refresh) return state.refresh.last
      session = holdWallet(inputs.db, wallet)
    } catch (cause) {
      return { kind: 'failed', at, code: errorCodeOf(cause) }
    }
    const noted: Noted = {}
    const refreshing = { ...inputs, session }
    const outcome = await attempt(refreshing, at, noted).catch((cause): RefreshOutcome => {
      const { retryAfter = 0 } = cause instanceof AppError ? cause : {}
      if (retryAfter > 0) noted.notBefore = at + spreadWait(retryAfter, inputs.random)
      return { kind: 'failed', at, code: errorCodeOf(cause) }
    })
    return record(refreshing, outcome, noted)
  })
}

/**
 * As long as was asked for, and up to as long again: phones that were sent away in the same second do not all
 * come back in the same one.
 */
function spreadWait(seconds: number, random = Math.random): number {
  return Math.ceil(Math.min(seconds, LONGEST_WAIT) * (1 + random()))
}

/**
 * Opens the wallet. Cards that an earlier release has stored are sealed anew as this one stores them, without
 * the bearer code; where that cannot be written, the next refresh tries again.
 */
async function resealOlderCards(db: WalletDatabase): Promise<OpenedWallet> {
  const wallet = await openWallet(db)
  const listOlder = ({ cards, rows }: OpenedWallet) =>
    cards.filter(({ cardId }) => (rows.cards.get(cardId)?.schema ?? CARD_SCHEMA) < CARD_SCHEMA)
  if (listOlder(wallet).length === 0) return wallet
  return updateWallet(db, (present) => ({ cards: listOlder(present) }), wallet).catch(() => wallet)
}

type Refreshing = RefreshInputs & { readonly session: WalletSession }

/** What is known of a refresh whether or not it succeeds in the end. */
type Noted = Pick<RefreshRecord, 'clockDifference' | 'notBefore'> & { dependants?: DependantOutcomes }

async function attempt(given: Refreshing, at: number, noted: Noted): Promise<RefreshOutcome> {
  const { state, deviceKey } = given.session.wallet
  const known = state.refresh?.clockDifference ?? 0
  const [early, reply] = await Promise.all([
    refreshTrustList(setClock(given, known)),
    requestIfChanged(given.issuer, credentialEndpoints.readSnapshot, { etag: state.snapshotEtag }),
  ])
  const { clockDifference = 0 } = reply
  Object.assign(noted, reply.clockDifference !== undefined && { clockDifference })
  // From here on in the service's time: a device whose clock is a year off must not take everything for
  // expired.
  const inputs = setClock(given, clockDifference)
  const { db, session, renderQr } = inputs
  const isSet = inputs !== given && clockDifference !== known
  const trust = early.list || !isSet ? early : await refreshTrustList(inputs)
  if (!trust.list) throw new AppError(trust.validationError ?? 'trust_list_unverifiable')
  let fresh = false
  let validationError: ErrorCode | undefined = trust.validationError
  if (!deviceKey) throw new AppError('session_expired')
  const walletKey = once(() => obtainWalletKey(db, deviceKey))
  // What a key signed that is listed no more was perhaps fetched under the tag of something else.
  const isDropped = isSignerDropped(state, trust.list)
  const current =
    reply.answer || !isDropped
      ? reply
      : await requestIfChanged(given.issuer, credentialEndpoints.readSnapshot, { etag: undefined })
  if (current.answer) {
    const context = { trustList: trust.list, held: state, now: inputs.issuer.now() }
    // In a form too new for this version: what is held stays and is kept alive until the app is updated.
    const newer = await verifyNewer(current.answer, context).catch((cause) => {
      if (errorCodeOf(cause) !== 'snapshot_too_new') throw cause
      validationError = 'snapshot_too_new'
      return undefined
    })
    if (newer) {
      const { snapshot, signedBy } = newer
      const signed = { trustList: trust.list, signedBy }
      const facts = { at, ...signed, etag: current.etag, renderQr, walletKey: await walletKey() }
      await storeSnapshot(db, session, snapshot, facts)
      await finishCommit(inputs)
      fresh = true
    }
  }
  if (await renewCredentials(inputs, trust.list)) fresh = true
  const dependants = await refreshDependants({ ...inputs, walletKey }, trust.list)
  noted.dependants = dependants.outcomes
  if (validationError) throw new AppError(validationError)
  return { kind: fresh || dependants.changed ? 'fresh' : 'unchanged', at }
}

/** With the issuer's clock put right by a difference of more than two minutes. */
function setClock(inputs: Refreshing, difference: number): Refreshing {
  if (Math.abs(difference) <= 120) return inputs
  const { issuer } = inputs
  return { ...inputs, issuer: { ...issuer, now: () => issuer.now() + difference } }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/**
 * Gets the credentials that are missing, soon over or no longer good, each stored as soon as it is there;
 * true if there were any.
 */
async function renewCredentials(inputs: Refreshing, trustList: TrustList): Promise<boolean> {
  const { db, issuer, session } = inputs
  let renewed = false
  for (const card of session.wallet.cards) {
    if (!(await needsCredential(card, trustList, issuer.now()))) continue
    const key = await obtainHolderKey(db, card.cardId)
    const holderKeys = key ? 'ready' : 'unavailable'
    await session.update(({ state }) =>
      state.holderKeys === holderKeys ? undefined : { state: { ...state, holderKeys } },
    )
    if (!key) return renewed
    const fetched = await fetchCredential(issuer, card, key, trustList)
    await session.update(({ cards }) => {
      // With a name that the person has given it meanwhile.
      const present = cards.find(({ cardId }) => cardId === card.cardId)
      return present && putCredential(present, key, fetched)
    })
    renewed = true
  }
  if (renewed) await finishCommit(inputs)
  return renewed
}

function putCredential(
  { credentialOutdated, ...card }: WalletCard,
  key: StoredHolderKey,
  { credential, issuedAt, expiresAt }: FetchedCredential,
): WalletChange {
  return {
    cards: [{ ...card, credential, credentialIssuedAt: issuedAt, credentialExpiresAt: expiresAt }],
    also: { stores: ['keys'], write: (tx) => tx.objectStore('keys').put({ ...key, enrolled: true }) },
  }
}

/** Keeps how the refresh ended, where it can; a full disk must not turn a failure into another one. */
async function record(
  inputs: Refreshing,
  outcome: RefreshOutcome,
  { dependants, ...clock }: Noted,
): Promise<RefreshOutcome> {
  const { db, caches, session, onChange } = inputs
  const ended = outcome.kind === 'failed' && sessionOver.includes(outcome.code)
  const last: RefreshOutcome =
    ended && outcome.code === 'session_expired' ? { kind: 'not_signed_in', at: outcome.at } : outcome
  try {
    if (last.kind === 'failed' && withdrawnCodes.includes(last.code)) {
      await withdrawDevice(db, caches, { why: last, session })
      onChange(0)
      return last
    }
    const succeeded = last.kind === 'fresh' || last.kind === 'unchanged'
    await session.update(({ state }) => {
      const lastSuccessAt = succeeded ? last.at : state.refresh?.lastSuccessAt
      const refresh: RefreshRecord = {
        last,
        ...(last.kind === 'failed' && { helpdesk: helpdeskCodes[last.code] }),
        ...(lastSuccessAt !== undefined && { lastSuccessAt }),
        ...(state.refresh?.clockDifference !== undefined && {
          clockDifference: state.refresh.clockDifference,
        }),
        ...clock,
      }
      const next: WalletState = {
        ...state,
        signedIn: !ended,
        refresh,
        ...(succeeded && state.signIns !== undefined && { confirmedSignIn: state.signIns }),
        ...(dependants && { dependants: noteOutcomes(state.dependants, dependants, last.at) }),
      }
      return { state: next }
    })
    onChange(session.wallet.state.sequence)
    // The ready page says how every refresh has ended.
    await finishCommit({ ...inputs, onChange: () => {} })
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
  session,
  caches,
  renderReadyPage,
  onChange,
}: Pick<Refreshing, 'session' | 'caches' | 'renderReadyPage' | 'onChange'>): Promise<void> {
  const { sequence } = session.wallet.state
  try {
    const readSummary = async () => (await session.reread()).summary
    await writeReadyPage(caches, readSummary, { render: renderReadyPage })
  } catch (cause) {
    // On a full disk the empty page is there, and what was committed is shown all the same.
    throw toStorageError(cause)
  } finally {
    onChange(sequence)
  }
}
