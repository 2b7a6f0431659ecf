/**
 * A set of texts that answers only "surely not" or "nearly surely" (a Bloom filter): the texts themselves are
 * not in it. As many bits as its bytes have; each text sets sixteen of them.
 */
const HASHES = 16

/** Puts a text into a filter. */
export function addToFilter(filter: Uint8Array, text: string): void {
  for (const bit of listBits(filter.length * 8, text))
    filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7))
}

/** False if the text was not put in; true if it was, and for very few others. */
export function isInFilter(filter: Uint8Array, text: string): boolean {
  return listBits(filter.length * 8, text).every((bit) => ((filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0)
}

/** Which bits stand for a text: enhanced double hashing (Dillinger and Manolios, 2004). */
function listBits(bits: number, text: string): number[] {
  let [a, b] = hashTwice(text)
  return Array.from({ length: HASHES }, (_, index) => {
    const bit = a % bits
    a = (a + b) >>> 0
    b = (b + index + 1) >>> 0
    return bit
  })
}

/**
 * Two hashes of 32 bits (two multiplicative ones, mixed at the end as in MurmurHash3). Nobody needs to be
 * unable to collide.
 */
function hashTwice(text: string): [number, number] {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    a = Math.imul(a ^ code, 0x9e3779b1)
    b = Math.imul(b ^ code, 0x5f356495)
  }
  const mix = (hash: number, other: number) =>
    (Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35)) >>> 0
  return [mix(a, b), mix(b, a) | 1]
}
