import type { Snapshot } from './snapshot.ts'

/** What counts of the snapshot that is held. */
export type HeldSnapshot = { readonly personId?: string; readonly sequence: number }

/**
 * How a verified snapshot stands to the one held. Another person's is `other_person`, whatever its sequence
 * number. A higher number is newer, also where the time of issue is not.
 */
export function compareSnapshot(
  { personId, sequence }: Pick<Snapshot, 'personId' | 'sequence'>,
  held: HeldSnapshot,
): 'newer' | 'same' | 'older' | 'other_person' {
  if (personId !== held.personId) return 'other_person'
  if (sequence === held.sequence) return 'same'
  return sequence > held.sequence ? 'newer' : 'older'
}
