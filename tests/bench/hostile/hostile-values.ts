/** Random numbers that are the same in every run (mulberry32). */
export function createRandom(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    /** One of several. */
    pick: <T>(choices: readonly T[]): T => choices[below(choices.length)] as T,
    bytes: (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, () => below(256)),
  }
}

export type Random = ReturnType<typeof createRandom>

/** Texts that have broken something somewhere. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  '\0\0\0\0',
  '\u202e\u2066abc\u2069',
  '\ud800',
  '\udfff\ud800',
  'e\u0301'.repeat(500),
  '\u0323'.repeat(3000),
  '👨‍👩‍👧‍👦'.repeat(200),
  'Ｚ́͑a̴l̴g̴o̴'.repeat(100),
  '\ufeff',
  'A'.repeat(15_000),
  '9'.repeat(4000),
  '-1',
  '1e309',
  '0x10',
  '٠١٢٣٤٥٦٧٨٩',
  'NaN',
  'null',
  '__proto__',
  'constructor',
  'toString',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%zz',
  "' or 1=1 --",
  '1; drop table people; --',
  '\u0024{jndi:ldap://x}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '=cmd|calc!A0',
  '\r\nSet-Cookie: a=b',
  'a@b@c.vn',
  `${'a'.repeat(64)}@${'b.'.repeat(90)}vn`,
  '0099990001',
  '099990000001',
  '0000000001',
  '000000',
  '2026-02-30',
  '9999-99-99',
  '0000-00-00',
  'DK-26-0000-0000',
  '(a+)+$',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
]

/** A value that no schema expects, nested a few times at most: depth by itself is sent as text. */
export function makeValue(random: Random, depth = 0): unknown {
  switch (random.below(depth > 2 ? 6 : 8)) {
    case 0:
      return random.pick([0, -0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, -1e308])
    case 1:
      return random.pick([null, true, false])
    case 2:
      return Buffer.from(random.bytes(random.below(64))).toString(
        random.pick(['base64url', 'latin1', 'hex'] as const),
      )
    case 6:
      return Array.from({ length: random.below(8) }, () => makeValue(random, depth + 1))
    case 7:
      return Object.fromEntries(
        Array.from({ length: random.below(8) }, () => [
          random.pick(hostileTexts).slice(0, 100),
          makeValue(random, depth + 1),
        ]),
      )
    default:
      return random.pick(hostileTexts)
  }
}

/** Some bytes changed, cut off, repeated or put in. */
export function damage(random: Random, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let damaged = new Uint8Array(bytes)
  for (let changes = 1 + random.below(6); changes > 0; changes--) {
    const at = random.below(damaged.length + 1)
    switch (random.below(5)) {
      case 0:
        damaged = damaged.slice(0, at)
        break
      case 1: {
        const piece = damaged.subarray(at, at + random.below(64))
        damaged = Uint8Array.from([...damaged.subarray(0, at), ...piece, ...damaged.subarray(at)])
        break
      }
      case 2:
        damaged = Uint8Array.from([
          ...damaged.subarray(0, at),
          ...random.bytes(1 + random.below(8)),
          ...damaged.subarray(at),
        ])
        break
      default:
        if (at < damaged.length)
          damaged[at] = random.pick([0, 0x7f, 0x80, 0xff, 0x9f, 0xbf, 0x5f, random.below(256)])
    }
  }
  return damaged
}
