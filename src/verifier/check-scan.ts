import type { TrustListError } from '../core/credential/trust-list.ts'
import type { RootKey } from '../core/credential/trusted-keys.ts'
import type { VerifyOutcome } from '../core/credential/verdict.ts'
import { ok, type Result } from '../core/result.ts'
import { judgeScan } from './judge-scan.ts'
import { type ListFiles, openLists } from './open-lists.ts'
import type { ReplayMemory } from './replay-memory.ts'

export type DeskSettings = {
  readonly roots: readonly RootKey[]
  /** Unix seconds. */
  readonly now: number
  readonly replayMemory?: ReplayMemory
}

/**
 * Verdict over a scanned text, with no network, over lists that are opened for this one scan. A desk that
 * scans more than once opens them once: `openLists`, `judgeScan`.
 */
export async function checkScan(
  text: string,
  files: ListFiles,
  { roots, now, replayMemory }: DeskSettings,
): Promise<Result<VerifyOutcome, TrustListError>> {
  const lists = await openLists(files, { roots, now })
  if (!lists.ok) return lists
  return ok(await judgeScan(text, lists.value, { now, ...(replayMemory && { replayMemory }) }))
}
