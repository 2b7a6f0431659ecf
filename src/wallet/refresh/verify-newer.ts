import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import { compareSnapshot, type HeldSnapshot } from '../../core/snapshot/compare-snapshot.ts'
import { type Snapshot, verifySnapshot } from '../../core/snapshot/snapshot.ts'

/**
 * Verifies a snapshot and compares it with the one held: given back if it is newer or another person's,
 * undefined if it is the same.
 * @throws AppError `answer_unverifiable` | `answer_outdated` | `snapshot_too_new`
 */
export async function verifyNewer(
  bytes: Bytes,
  { held, ...context }: { trustList: TrustList; now: number; held: HeldSnapshot },
): Promise<Snapshot | undefined> {
  const verified = await verifySnapshot(bytes, context)
  if (!verified.ok)
    throw new AppError(verified.error === 'unsupported_version' ? 'snapshot_too_new' : 'answer_unverifiable')
  const order = compareSnapshot(verified.value, held)
  if (order === 'older') throw new AppError('answer_outdated')
  return order === 'same' ? undefined : verified.value
}
