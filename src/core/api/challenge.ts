import * as v from 'valibot'
import { decodeUtf8, encodeUtf8, fromBase64Url, toBase64Url } from '../bytes.ts'
import { base64Url, type Endpoint, unixSeconds } from './endpoint.ts'

/**
 * A proof of work instead of a captcha, in the format of ALTCHA v2: find the counter whose PBKDF2 key begins
 * with `keyPrefix`. The parameters are signed by the issuer and travel back with the solution, so that it
 * keeps nothing of open challenges.
 */
const hex = (length: number) => v.pipe(v.string(), v.length(length), v.regex(/^[0-9a-f]*$/))
const smallCount = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000))

export const ChallengeView = v.strictObject({
  parameters: v.strictObject({
    algorithm: v.literal('PBKDF2/SHA-256'),
    /** Iterations of PBKDF2 for each counter. */
    cost: smallCount,
    /** Until when a solution is taken. */
    data: v.strictObject({ expiresAt: unixSeconds }),
    keyLength: v.literal(32),
    keyPrefix: hex(32),
    keySignature: hex(64),
    nonce: hex(32),
    salt: hex(32),
  }),
  signature: hex(64),
})

const SolvedChallenge = v.strictObject({
  challenge: ChallengeView,
  counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(0xffff_ffff)),
  derivedKey: hex(64),
})

export type ChallengeView = v.InferOutput<typeof ChallengeView>
export type SolvedChallenge = v.InferOutput<typeof SolvedChallenge>

/** A part of the contract, see contract.ts. */
export const createChallenge = {
  method: 'POST',
  path: '/api/challenges',
  summary: 'A proof of work to be solved before a request that anyone can make',
  session: false,
  success: 200,
  response: ChallengeView,
  errors: ['forbidden_origin', 'too_many_requests'],
} as const satisfies Endpoint

/** The field, or the header, of a request that carries a solved challenge: see `encodeSolution`. */
export const challengeSolution = v.pipe(base64Url(2048), v.minLength(1))

/** A solved challenge as one text: JSON in base64url. */
export function encodeSolution(solved: SolvedChallenge): string {
  return toBase64Url(encodeUtf8(JSON.stringify(solved)))
}

/** Reverse of `encodeSolution`; undefined for anything of another form. */
export function parseSolution(text: string): SolvedChallenge | undefined {
  const bytes = fromBase64Url(text)
  const json = bytes.ok ? decodeUtf8(bytes.value) : bytes
  if (!json.ok) return undefined
  try {
    const parsed = v.safeParse(SolvedChallenge, JSON.parse(json.value))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
