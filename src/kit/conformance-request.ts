import { type Bytes, fromHex } from '../core/bytes.ts'
import type { VerifyOutcome } from '../core/credential/verdict.ts'
import type { VerdictColour } from '../core/credential/verdict-colour.ts'
import type { createVerifier } from '../verifier/kit.ts'
import { readStatusList, readTrustList } from './read-lists.ts'

/** The library, from its source or from the built file. */
export type Library = { readonly createVerifier: typeof createVerifier }

/**
 * One vector with everything that fixes its outcome: bytes as hex, times in Unix seconds. A list alone
 * (`message`) is read, a `text` is judged at a desk. docs/kit.md describes it for verifiers in other
 * languages.
 */
export type ConformanceRequest = {
  readonly id: string
  readonly kind: 'scan' | 'trust-list' | 'status-list'
  readonly roots: string
  readonly now: number
  readonly text?: string
  readonly message?: string
  readonly trustList?: string
  readonly statusLists?: readonly string[]
  /** What the verifier held before `trustList` and `statusLists` came. */
  readonly heldTrustList?: string
  readonly heldStatusLists?: readonly string[]
  readonly facility?: string
  readonly nonce?: string
  /** The desk has taken this very code before, more than two minutes ago. */
  readonly seen?: boolean
  /** The desk took this very code a minute ago. */
  readonly justSeen?: boolean
  readonly newerThan?: number
}

/** A verdict, or for a list whether it is taken: `verdict` is then `ok` or the error. */
export type ConformanceAnswer = { readonly id: string } & (
  | (VerifyOutcome & { readonly colour: VerdictColour })
  | { readonly verdict: string; readonly notes: readonly [] }
)

/** Answers one vector with the library, on a desk of its own whose clock stands still. */
export async function answerConformance(
  library: Library,
  request: ConformanceRequest,
): Promise<ConformanceAnswer> {
  const { id, kind, roots, now } = request
  const refuse = (verdict: string) => ({ id, verdict, notes: [] as const })
  if (kind !== 'scan') {
    const message = bytesOf(request.message)
    const { newerThan } = request
    const read =
      kind === 'trust-list'
        ? await readTrustList(message, { roots, now, ...(newerThan !== undefined && { newerThan }) })
        : await readStatusList(message, { roots, now, trustList: bytesOf(request.trustList) })
    return refuse(read.ok ? 'ok' : read.error)
  }
  const { text = '', facility, nonce, seen, justSeen, heldTrustList, heldStatusLists } = request
  // A first scan that is to count as taken was longer ago than a rescan may repeat it.
  let clock = seen ? now - 121 : justSeen ? now - 60 : now
  const came = readLists(request.trustList, request.statusLists)
  const verifier = await library.createVerifier({
    roots,
    ...(heldTrustList === undefined ? came : readLists(heldTrustList, heldStatusLists)),
    ...(facility !== undefined && { facility }),
    now: () => clock,
  })
  if (!verifier.ok) return refuse(verifier.error)
  if (heldTrustList !== undefined) await verifier.value.updateLists(came)
  if (seen || justSeen) await verifier.value.verify(text)
  clock = now
  if (nonce !== undefined) verifier.value.askCounterCode(bytesOf(nonce))
  const { kit: _, ...outcome } = await verifier.value.verify(text, nonce === undefined ? {} : { nonce })
  return { id, ...outcome }
}

const readLists = (trustList: string | undefined, statusLists: readonly string[] = []) => ({
  trustList: bytesOf(trustList),
  statusLists: statusLists.map(bytesOf),
})

function bytesOf(hex: string | undefined): Bytes {
  const bytes = fromHex(hex ?? '')
  return bytes.ok ? bytes.value : new Uint8Array()
}
