import type { LumaFrame } from '../frame.ts'

// Blur and noise are linear in light, not in the gamma-coded bytes of a picture.
const LINEAR = Float64Array.from({ length: 256 }, (_, value) => Math.fround((value / 255) ** 2.2))

/** Byte value from which a pixel counts as saturated. */
const SATURATED = 253

/** A frame as linear light (0 to 1), sampled between pixels. */
export class LightField {
  readonly width: number
  readonly height: number
  /**
   * What a search in it has cost so far, in samples of it: those that are taken in numbers, and whatever else
   * it does by what that costs beside a sample.
   */
  work = 0
  private readonly most: number
  private readonly luma: Uint8Array

  /** @param most what a search in it may cost. */
  constructor(frame: LumaFrame, most = Number.POSITIVE_INFINITY) {
    this.most = most
    this.luma = frame.luma
    this.width = frame.width
    this.height = frame.height
  }

  /** Whether a search in it has cost what it may. */
  get isSpent(): boolean {
    return this.work >= this.most
  }

  /** Whether a search in it may cost so much more. */
  canBear(work: number): boolean {
    return this.work + work <= this.most
  }

  /** Bilinear light at a place in pixels; outside, that of the nearest edge. */
  at(x: number, y: number): number {
    return this.within(
      Math.max(0, Math.min(this.width - 1.001, x - 0.5)),
      Math.max(0, Math.min(this.height - 1.001, y - 0.5)),
    )
  }

  /**
   * Whether all places at most so far from one lie inside, where `within` half a pixel off is the same as
   * `at`.
   */
  covers(x: number, y: number, across: number, down: number): boolean {
    return (
      x - across >= 0.5 &&
      y - down >= 0.5 &&
      x + across <= this.width - 0.501 &&
      y + down <= this.height - 0.501
    )
  }

  /** Bilinear light between the centres of pixels inside, counted from the first. */
  within(px: number, py: number): number {
    const left = px | 0
    const top = py | 0
    const fx = px - left
    const fy = py - top
    const i = top * this.width + left
    const below = i + this.width
    const { luma } = this
    const a = LINEAR[luma[i] ?? 0] ?? 0
    const b = LINEAR[luma[i + 1] ?? 0] ?? 0
    const c = LINEAR[luma[below] ?? 0] ?? 0
    const d = LINEAR[luma[below + 1] ?? 0] ?? 0
    const upper = a + (b - a) * fx
    return upper + (c + (d - c) * fx - upper) * fy
  }

  /** Whether the nearest pixel is saturated (glare) or outside the picture. */
  isLost(x: number, y: number): boolean {
    if (!(x >= 0 && y >= 0 && x < this.width && y < this.height)) return true
    return (this.luma[(y | 0) * this.width + (x | 0)] ?? 255) >= SATURATED
  }
}
