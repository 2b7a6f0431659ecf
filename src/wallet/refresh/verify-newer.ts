import { AppError } from '../../core/app-error.ts'
import { type Bytes, toHex } from '../../core/bytes.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import { compareSnapshot, type HeldSnapshot } from '../../core/snapshot/compare-snapshot.ts'
import { readSnapshotKeyId, type Snapshot, verifySnapshot } from '../../core/snapshot/snapshot.ts'

/** How far a snapshot may be ahead of the service's time, in seconds. */
const AHEAD = 600

/** What is held, with the id (hex) of the key that signed it; absent if an earlier version stored it. */
export type SignedHeld = HeldSnapshot & { readonly signedBy?: string }

/**
 * Whether the key that signed what is held is listed no more: what it said of order and time does not count.
 */
export function isSignerDropped({ signedBy }: Pick<SignedHeld, 'signedBy'>, { keys }: TrustList): boolean {
  return (
    signedBy !== undefined &&
    !keys.some(({ role, keyId }) => role === 'snapshot' && toHex(keyId) === signedBy)
  )
}

/** `compareSnapshot` under a trust list: any snapshot is newer than one whose key is listed no more. */
export function compareUnder(
  snapshot: Snapshot,
  held: SignedHeld,
  trustList: TrustList,
): ReturnType<typeof compareSnapshot> {
  return compareSnapshot(snapshot, isSignerDropped(held, trustList) ? { ...held, sequence: -1 } : held)
}

/**
 * Verifies a snapshot and compares it with the one held: given back, with the id of its key, if it is newer
 * or another person's; undefined if it is the same. `now` is the service's time.
 * @throws AppError `answer_unverifiable` | `answer_outdated` | `snapshot_too_new`
 */
export async function verifyNewer(
  bytes: Bytes,
  { held, ...context }: { trustList: TrustList; now: number; held: SignedHeld },
): Promise<{ snapshot: Snapshot; signedBy: string } | undefined> {
  const verified = await verifySnapshot(bytes, context)
  if (!verified.ok)
    throw new AppError(verified.error === 'unsupported_version' ? 'snapshot_too_new' : 'answer_unverifiable')
  const snapshot = verified.value
  const keyId = readSnapshotKeyId(bytes)
  if (!keyId.ok || snapshot.issuedAt > context.now + AHEAD) throw new AppError('answer_unverifiable')
  const order = compareUnder(snapshot, held, context.trustList)
  if (order === 'older') throw new AppError('answer_outdated')
  return order === 'same' ? undefined : { snapshot, signedBy: toHex(keyId.value) }
}
