/** Repeatable randomness: the same seed gives the same people. Never for secrets. */
export type Random = {
  /** An integer from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
  /** An opaque id of so many characters of base64url. */
  id(length: number): string
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Small fast counter generator (sfc32, Chris Doty-Humphrey, public domain). */
export function createRandom(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let round = 0; round < 12; round++) next()
  const between = (from: number, to: number) => from + Math.floor((next() / 2 ** 32) * (to - from + 1))
  return {
    between,
    chance: (probability) => next() / 2 ** 32 < probability,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    id(length) {
      let text = ''
      for (let at = 0; at < length; at++) text += ALPHABET.charAt(next() >>> 26)
      return text
    },
  }
}
