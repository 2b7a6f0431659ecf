import { AppError } from '../../core/app-error.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { TrustList } from '../../core/credential/trusted-keys.ts'
import { type Snapshot, verifySnapshot } from '../../core/snapshot/snapshot.ts'

/**
 * Verifies a snapshot and compares it with the one held: given back if it is newer or another person's, undefined if it is the same.
 * @throws AppError `answer_unverifiable` | `answer_outdated` | `snapshot_too_new`
 */
export async function verifyNewer(
  bytes: Bytes,
  context: { trustList: TrustList; now: number; held: { personId?: string; sequence: number } },
): Promise<Snapshot | undefined> {
  const { held, ...rest } = context
  const verified = await verifySnapshot(bytes, rest)
  if (!verified.ok)
    throw new AppError(verified.error === 'unsupported_version' ? 'snapshot_too_new' : 'answer_unverifiable')
  const { personId, sequence } = verified.value
  if (personId !== held.personId || sequence > held.sequence) return verified.value
  if (sequence < held.sequence) throw new AppError('answer_outdated')
  return undefined
}
