import { type Bytes, encodeUtf8, toHex } from '../../core/bytes.ts'
import type { RootKey } from '../../core/credential/trusted-keys.ts'
import { unwrapScan } from '../../core/qr/scan-text.ts'
import { err, type Result } from '../../core/result.ts'
import { type CounterCode, createCounterCodes } from '../../verifier/counter-codes.ts'
import { judgeScan } from '../../verifier/judge-scan.ts'
import { type ListFiles, type OpenLists, openLists } from '../../verifier/open-lists.ts'
import type { ReplayMemory } from '../../verifier/replay-memory.ts'
import { type DeskAnswer, remarkAnswer, remarkOn, verdictAnswer } from './desk-answer.ts'

/**
 * `quick`: the patient's code, or the answer to the poster. `counter`: the answer to a code that the desk
 * shows.
 */
export type DeskMode = 'quick' | 'counter' | 'poster'

export type DeskEngine = {
  /**
   * The answer to a scanned text. With `nonce` only the answer to that counter code is taken, and no wallet
   * code at all where the facility is not known.
   */
  judge: (text: string, facility: string | undefined, nonce?: string) => Promise<DeskAnswer>
  ask: (facility: string) => CounterCode
  lists: () => OpenLists | undefined
  /** What the lists were read from, to be kept. */
  files: () => ListFiles | undefined
  /** Takes lists that verify and are not older than those held; says what stood against it. */
  takeLists: (files: ListFiles) => Promise<Result<OpenLists, ListsError>>
}

export type ListsError = 'malformed' | 'unknown_key' | 'bad_signature' | 'expired' | 'not_newer'

/** Judges scans over the lists that it was given last; clock, randomness and memory come from the page. */
export function createDeskEngine(environment: {
  readonly roots: readonly RootKey[]
  readonly now: () => number
  readonly random: () => Bytes
  readonly memory: ReplayMemory
  /** At a desk made for a demo specimens are green, with their mark. */
  readonly takesSpecimens?: boolean
}): DeskEngine {
  const { roots, now, random, memory, takesSpecimens = false } = environment
  const counterCodes = createCounterCodes()
  let held: OpenLists | undefined

  async function judgeCode(text: string, lists: OpenLists, facility: string | undefined, nonce?: string) {
    const at = now()
    const outcome = await judgeScan(text, lists, {
      now: at,
      replayMemory: memory,
      ...(facility !== undefined && { facility }),
      ...(nonce !== undefined && { expectedNonce: counterCodes.expect(nonce, at) }),
    })
    // Of two answers that are checked at the same time one is taken.
    const isTwice = nonce !== undefined && outcome.verdict === 'valid' && !counterCodes.use(nonce)
    return isTwice ? { ...outcome, verdict: 'replayed' as const } : outcome
  }

  async function takeLists(files: ListFiles): Promise<Result<OpenLists, ListsError>> {
    const before = held
    const opened = await openLists(files, { roots, now: now(), ...(before && { held: before }) })
    if (!opened.ok) return opened
    const isOver = now() >= opened.value.trustList.expiresAt
    if (isOver && before) return err('expired')
    // Others came meanwhile: both count.
    if (held !== before) return takeLists(files)
    held = opened.value
    return isOver ? err('expired') : opened
  }

  return {
    async judge(scanned, facility, nonce) {
      const text = unwrapScan(scanned)
      const remark = remarkOn(text)
      if (remark) return remark
      if (!held) return remarkAnswer('no-lists')
      const isAsking = nonce !== undefined && text.startsWith('BHYT:')
      if (isAsking && facility === undefined) return remarkAnswer('no-facility')
      const outcome = await judgeCode(text, held, facility, nonce)
      if (outcome.verdict === 'not_ours') return remarkAnswer('other-code')
      const hash = outcome.verdict === 'unsigned' ? undefined : await hashText(text)
      return verdictAnswer(outcome, { takesSpecimens, ...(hash !== undefined && { hash }) })
    },
    ask: (facility) => counterCodes.ask(facility, random(), now()),
    lists: () => held,
    files: () => held?.files,
    takeLists,
  }
}

async function hashText(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', encodeUtf8(text))))
}
