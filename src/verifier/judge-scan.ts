import type { Bytes } from '../core/bytes.ts'
import type { ScanCrypto } from '../core/cose/p256.ts'
import { writeDeskAudience } from '../core/credential/desk.ts'
import type { VerifyOutcome } from '../core/credential/verdict.ts'
import { readScannedToken, verifyCard } from '../core/credential/verify-card.ts'
import { isTotals, judgeTotals } from './check-totals.ts'
import type { OpenLists } from './open-lists.ts'
import type { ReplayMemory } from './replay-memory.ts'

/** For how long a rescan at the same desk repeats the first verdict, in seconds. */
const GRACE = 120

/** A desk at one moment. */
export type DeskMoment = {
  /** The desk's clock, Unix seconds. */
  readonly now: number
  readonly replayMemory?: ReplayMemory
  /** Where the desk stands; answers to this facility's poster are taken beside live codes. */
  readonly facility?: string
  /** In counter-code mode: the nonce on the desk's screen. Needs the facility. */
  readonly expectedNonce?: Bytes
  /** WebCrypto without it. */
  readonly engine?: ScanCrypto
}

/** Verdict over a scanned text, with no network: over a card, or over the totals of an extract. */
export async function judgeScan(
  text: string,
  { trustList, statusLists }: OpenLists,
  { now, replayMemory, facility, expectedNonce, engine }: DeskMoment,
): Promise<VerifyOutcome> {
  const token = readScannedToken(text)
  if (token.ok && isTotals(token.value)) return judgeTotals(token.value, { trustList, now })
  let since = 0
  const context = {
    trustList,
    statusLists,
    now,
    ...(engine && { engine }),
    ...(facility !== undefined && { posterFacility: facility }),
    ...(expectedNonce && { expectedNonce, audience: writeDeskAudience(facility ?? '') }),
    ...(replayMemory && {
      replay(hash: string) {
        since = replayMemory.secondsSinceTaken(hash, now)
        return since > GRACE
      },
    }),
  }
  const outcome = await verifyCard(text, context, token)
  const isRescan = since > 0 && since <= GRACE
  return isRescan ? { ...outcome, notes: [...outcome.notes, 'just_taken'] } : outcome
}
