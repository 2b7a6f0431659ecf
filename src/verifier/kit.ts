/**
 * The library of the kit for makers of hospital software: one file without dependencies, built by
 * `npm run build:kit` and described in docs/kit.md. Runs wherever WebCrypto does.
 */
import type { Bytes } from '../core/bytes.ts'
import { parseRootKeys } from '../core/credential/root-keys.ts'
import type { StatusList } from '../core/credential/status-list.ts'
import type { TrustList } from '../core/credential/trusted-keys.ts'
import type { VerifyOutcome } from '../core/credential/verdict.ts'
import { colourOf, type VerdictColour } from '../core/credential/verdict-colour.ts'
import { err, ok, type Result } from '../core/result.ts'
import { type CounterCode, createCounterCodes } from './counter-codes.ts'
import { judgeScan } from './judge-scan.ts'
import { version } from './kit-version.ts'
import { nodeCrypto } from './node-crypto.ts'
import { type ListFiles, type OpenLists, openLists } from './open-lists.ts'
import { createReplayMemory } from './replay-memory.ts'

export { version }

/** What a verifier needs to be made. */
export type VerifierSettings = ListFiles & {
  /**
   * Roots of trust as JSON: `[{ "keyId": base64url, "x": base64url, "yIsOdd": boolean, "demo": boolean }]`.
   */
  readonly roots: string
  /** Five characters, such as `01001`. Without it there are no counter codes and no poster. */
  readonly facility?: string
  /** For a demo only: specimens are green. Anybody can sign as many as they like. */
  readonly takesSpecimens?: boolean
  /** The desk's clock, Unix seconds. */
  readonly now?: () => number
}

/** The verdict, with the colour to show it in and the version of the kit that came to it. */
export type KitAnswer = VerifyOutcome & { readonly colour: VerdictColour; readonly kit: string }

/**
 * How old the lists are that a verifier holds. Times in Unix seconds; a list is stale from `issuedAt + ttl`
 * on.
 */
export type HeldLists = {
  readonly trustList: Omit<TrustList, 'keys'>
  readonly statusLists: readonly Omit<StatusList, 'bits'>[]
}

export type Verifier = {
  /**
   * The verdict over what was scanned. With `nonce` only the answer to that counter code is taken, once.
   * Never throws on any text.
   */
  verify: (text: string, options?: { readonly nonce?: string }) => Promise<KitAnswer>
  /**
   * A fresh counter code to show as QR; `nonce`: 16 random bytes of the caller's own.
   * @throws RangeError without a facility
   */
  askCounterCode: (nonce?: Bytes) => CounterCode
  /** Takes newer lists. Lists that do not verify or go backwards change nothing; the error says why. */
  updateLists: (files: ListFiles) => Promise<Result<HeldLists, string>>
  lists: () => HeldLists
}

/** A verifier over lists that verify under the roots; the error says what does not. */
export async function createVerifier(settings: VerifierSettings): Promise<Result<Verifier, string>> {
  const { facility, takesSpecimens, now = () => Math.floor(Date.now() / 1000) } = settings
  const roots = parseRootKeys(settings.roots)
  if (!roots.ok) return err('roots: malformed')
  if (facility !== undefined && !/^[0-9A-Z]{5}$/.test(facility)) return err('facility: malformed')
  const trusted = roots.value
  const opened = await openLists(settings, { roots: trusted, now: now() })
  if (!opened.ok) return err(`trust list: ${opened.error}`)
  const replayMemory = createReplayMemory()
  const counterCodes = createCounterCodes()
  let held = opened.value

  async function updateLists(files: ListFiles): Promise<Result<HeldLists, string>> {
    const before = held
    const newer = await openLists(files, { roots: trusted, now: now(), held })
    if (!newer.ok) return err(`trust list: ${newer.error}`)
    // Others came meanwhile: both count.
    if (held !== before) return updateLists(files)
    held = newer.value
    return ok(summarise(held))
  }

  return ok({
    async verify(text, { nonce } = {}) {
      const at = now()
      let outcome = await judgeScan(text, held, {
        now: at,
        replayMemory,
        ...(nodeCrypto && { engine: nodeCrypto }),
        ...(facility !== undefined && { facility }),
        ...(nonce !== undefined && { expectedNonce: counterCodes.expect(nonce, at) }),
      })
      // Of two answers that are checked at the same time one is taken.
      if (nonce !== undefined && outcome.verdict === 'valid' && !counterCodes.use(nonce)) {
        outcome = { ...outcome, verdict: 'replayed' }
      }
      return { ...outcome, colour: colourOf(outcome.verdict, outcome.notes, takesSpecimens), kit: version }
    },
    askCounterCode(nonce = randomNonce()) {
      if (facility === undefined) throw new RangeError('no facility')
      return counterCodes.ask(facility, nonce, now())
    },
    updateLists,
    lists: () => summarise(held),
  })
}

function randomNonce(): Bytes {
  const nonce = new Uint8Array(16)
  // The library runs in pages, workers and Node, which all have it; core has no randomness of its own.
  const { crypto } = globalThis as unknown as { crypto: { getRandomValues: (bytes: Bytes) => void } }
  crypto.getRandomValues(nonce)
  return nonce
}

/** What is said of lists: everything but the keys and the bits. */
function summarise({ trustList, statusLists }: OpenLists): HeldLists {
  const { keys: _, ...described } = trustList
  return { trustList: described, statusLists: statusLists.map(({ bits: __, ...each }) => each) }
}
