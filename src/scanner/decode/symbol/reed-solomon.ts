import { evaluate, invert, multiply, power } from './galois.ts'

export type Correction = { readonly codeword: Uint8Array; readonly errors: number }

/**
 * Corrects one Reed–Solomon block of a QR code (first root 2^0), with errors and erasures.
 *
 * @param received data then check bytes, at most 255.
 * @param checks number of check bytes.
 * @param erased positions in `received` that are not to be believed, each once; any value may stand there.
 * @returns the corrected block, of which all syndromes are zero, and the number of errors outside the erasures;
 *   undefined when 2 errors + erasures exceed `checks` or no codeword was found.
 */
export function correctBlock(
  received: Uint8Array,
  checks: number,
  erased: readonly number[] = [],
): Correction | undefined {
  const length = received.length
  if (length > 255 || erased.length > checks) return undefined
  const codeword = received.slice()
  for (const position of erased) codeword[position] = 0
  const syndromes = syndromesOf(codeword, checks)
  if (syndromes.every((value) => value === 0)) return { codeword, errors: 0 }

  const locator = findLocator(syndromes, checks, length, erased)
  const degree = locator.length - 1
  if (2 * (degree - erased.length) + erased.length > checks) return undefined
  const positions = rootsOf(locator, length)
  if (positions.length !== degree) return undefined

  // Forney: magnitude = X * omega(X^-1) / locator'(X^-1), for a code whose first root is 2^0
  const evaluator = new Uint8Array(checks)
  for (let i = 0; i < checks; i++) {
    for (let j = 0; j <= Math.min(i, degree); j++) {
      evaluator[i] = (evaluator[i] ?? 0) ^ multiply(locator[j] ?? 0, syndromes[i - j] ?? 0)
    }
  }
  const derivative = locator.map((_, i) => (i % 2 === 0 ? (locator[i + 1] ?? 0) : 0))
  for (const position of positions) {
    const x = power(length - 1 - position)
    const slope = evaluate(derivative, invert(x))
    if (slope === 0) return undefined
    const magnitude = multiply(x, multiply(evaluate(evaluator, invert(x)), invert(slope)))
    codeword[position] = (codeword[position] ?? 0) ^ magnitude
  }
  if (!syndromesOf(codeword, checks).every((value) => value === 0)) return undefined
  return { codeword, errors: positions.filter((position) => !erased.includes(position)).length }
}

function syndromesOf(codeword: Uint8Array, checks: number): Uint8Array {
  const syndromes = new Uint8Array(checks)
  for (let i = 0; i < checks; i++) {
    const root = power(i)
    let value = 0
    for (let k = 0; k < codeword.length; k++) value = multiply(value, root) ^ (codeword[k] ?? 0)
    syndromes[i] = value
  }
  return syndromes
}

/** Berlekamp–Massey, started from the erasure locator (Blahut). Lowest coefficient first. */
function findLocator(
  syndromes: Uint8Array,
  checks: number,
  length: number,
  erased: readonly number[],
): Uint8Array {
  let locator = new Uint8Array(checks + 2)
  locator[0] = 1
  erased.forEach((position, count) => {
    const x = power(length - 1 - position)
    for (let i = count + 1; i > 0; i--) locator[i] = (locator[i] ?? 0) ^ multiply(locator[i - 1] ?? 0, x)
  })
  const previous = locator.slice()
  let degree = erased.length
  for (let step = erased.length; step < checks; step++) {
    let discrepancy = 0
    for (let j = 0; j <= step; j++) discrepancy ^= multiply(locator[j] ?? 0, syndromes[step - j] ?? 0)
    previous.copyWithin(1, 0) // times X
    previous[0] = 0
    if (discrepancy === 0) continue
    const next = locator.slice()
    for (let i = 0; i < next.length; i++) next[i] = (next[i] ?? 0) ^ multiply(previous[i] ?? 0, discrepancy)
    if (2 * degree <= step + erased.length) {
      const scale = invert(discrepancy)
      for (let i = 0; i < next.length; i++) previous[i] = multiply(locator[i] ?? 0, scale)
      degree = step + 1 + erased.length - degree
    }
    locator = next
  }
  let end = locator.length
  while (end > 1 && locator[end - 1] === 0) end--
  return locator.subarray(0, end)
}

function rootsOf(locator: ArrayLike<number>, length: number): number[] {
  const positions: number[] = []
  for (let position = 0; position < length; position++) {
    if (evaluate(locator, power(255 - ((length - 1 - position) % 255))) === 0) positions.push(position)
  }
  return positions
}
