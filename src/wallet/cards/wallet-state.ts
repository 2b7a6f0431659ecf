import type { SnapshotCard } from '../../core/snapshot/snapshot.ts'
import type { SealedRecord } from '../database/stores.ts'
import { openRecord, sealRecord } from '../sealing/tier-a.ts'
import type { DependantRefresh, RefreshRecord } from './wallet-card.ts'

/** Somebody whose snapshot the registry lets this person read. */
export type Dependant = {
  personId: string
  relation: SnapshotCard['relation']
  /** Of the stored snapshots (see `seen` below); absent before the first one. */
  stored?: { sequence: number; signedBy?: string; seen: number; etag?: string }
  /** Absent before the first try. */
  refreshed?: DependantRefresh
}

/** What the wallet knows about itself: the sealed row `wallet` of store `state`. */
export type WalletState = {
  /** Of the stored snapshot; absent before the first one. */
  personId?: string
  sequence: number
  snapshotEtag?: string
  /** Sequence of the snapshot that the person has seen last; absent if an earlier version stored it. */
  seen?: number
  dependants?: readonly Dependant[]
  /** The id (hex) of the key that signed the stored snapshot; absent if an earlier version stored it. */
  signedBy?: string
  /** The newest `iat` of a stored snapshot; absent if an earlier version stored it. */
  signedAt?: number
  signedIn: boolean
  /** Tells one sign-in on this device from another: the first after a sign-out begins at random. */
  signIns?: number
  /** The sign-in (by its number) of which the issuer has said since that it is `personId`'s. */
  confirmedSignIn?: number
  holderKeys: 'ready' | 'unavailable' | 'none'
  refresh?: RefreshRecord
  /**
   * Until when `personId` can come back to what they had typed, after the device stopped being the account's
   * (held-drafts.ts).
   */
  heldUntil?: number
}

const SCHEMA = 1

/**
 * The person in whose name requests are sent now; undefined while nobody is signed in, or it is not known yet
 * who.
 */
export function signedInPerson(state: WalletState): string | undefined {
  const isConfirmed = state.signedIn && state.confirmedSignIn === state.signIns
  return isConfirmed ? state.personId : undefined
}

export const initialState: WalletState = { sequence: 0, signedIn: false, holderKeys: 'none' }

/** Seals the state for its row, under the sequence of the snapshot that it tells of. */
export function sealState(deviceKey: CryptoKey, state: WalletState): Promise<SealedRecord> {
  const place = { store: 'state', id: 'wallet', schema: SCHEMA, sequence: state.sequence }
  return sealRecord(deviceKey, place, state)
}

/** @throws AppError `storage_damaged` */
export async function openState(deviceKey: CryptoKey, record: SealedRecord): Promise<WalletState> {
  return (await openRecord(deviceKey, 'state', record)) as WalletState
}
