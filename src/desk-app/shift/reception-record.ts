import type { Verdict } from '../../core/credential/verdict.ts'

/** Why a person was received without a look-up at the insurer's gateway. */
export type ReceptionReason = 'network-lost' | 'gateway-silent' | 'not-green'

/**
 * That somebody was received without a network, and what the desk knew then: evidence for sending the visit
 * late. It names nobody; with the scanned text that the hospital's own software keeps, the hash shows which
 * code it was.
 */
export type ReceptionRecord = {
  readonly id: string
  /** Unix seconds. */
  readonly at: number
  readonly verdict: Verdict | 'number'
  /** SHA-256 of the scanned text, where it is signed; an unsigned one could be guessed from it. */
  readonly hash?: string
  readonly reason: ReceptionReason
  readonly facility?: string
  /** When it was looked up afterwards, Unix seconds. */
  readonly finishedAt?: number
}

/** The records as CSV, the oldest first. */
export function writeRecordsCsv(records: readonly ReceptionRecord[]): string {
  const iso = (seconds: number | undefined) =>
    seconds === undefined ? '' : new Date(seconds * 1000).toISOString()
  const lines = records
    .slice()
    .sort((a, b) => a.at - b.at)
    .map(({ at, verdict, reason, hash = '', facility = '', finishedAt }) =>
      [iso(at), verdict, reason, hash, facility, iso(finishedAt)].join(','),
    )
  return `${['received,verdict,reason,sha256,facility,looked_up', ...lines].join('\r\n')}\r\n`
}
