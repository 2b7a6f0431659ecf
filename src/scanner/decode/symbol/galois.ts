// GF(256) of the QR code (ISO/IEC 18004 §7.5.2): polynomial x^8 + x^4 + x^3 + x^2 + 1, generator 2.
const EXP = new Uint8Array(512)
const LOG = new Uint8Array(256)
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = x
  EXP[i + 255] = x
  LOG[x] = i
  x <<= 1
  if (x & 256) x ^= 0x11d
}

/** 2 to the power of `n`, any non-negative `n`. */
export function power(n: number): number {
  return EXP[n % 255] ?? 0
}

/** Product in GF(256). */
export function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : (EXP[(LOG[a] ?? 0) + (LOG[b] ?? 0)] ?? 0)
}

/** Inverse in GF(256); of zero: zero. */
export function invert(a: number): number {
  return a === 0 ? 0 : (EXP[255 - (LOG[a] ?? 0)] ?? 0)
}

/** Value of a polynomial (lowest coefficient first) at `x`. */
export function evaluate(polynomial: ArrayLike<number>, x: number): number {
  let value = 0
  for (let i = polynomial.length - 1; i >= 0; i--) value = multiply(value, x) ^ (polynomial[i] ?? 0)
  return value
}
