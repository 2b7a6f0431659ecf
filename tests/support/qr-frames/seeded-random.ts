/** Numbers that are the same for the same seed text, on every machine (mulberry32 over an FNV-1a hash). */
export class SeededRandom {
  private state: number

  constructor(seed: string) {
    this.state = 0x811c9dc5
    for (const char of seed) this.state = Math.imul(this.state ^ char.charCodeAt(0), 0x01000193)
  }

  /** Uniform from 0 to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  range(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  int(low: number, high: number): number {
    return Math.floor(this.range(low, high + 1))
  }

  pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.int(0, values.length - 1)] ?? values[0]
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.int(0, 9)).join('')
  }

  /** Standard normal (Box–Muller). */
  gauss(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }
}
