/** A finger on the card, and what it means. Distances in CSS px, right and down positive. */
export type Swipe = { readonly x: number; readonly y: number }

/** From here on it is clear which way the finger goes. */
const CLEAR = 10
/** A finger that has gone this far means the next card. */
const FAR = 56
/** So fast a flick (px in a millisecond) means it, too. */
const FAST = 0.5

/** Which way the finger goes; undefined while that is not clear. */
export function readDirection({ x, y }: Swipe): 'across' | 'along' | undefined {
  const [across, along] = [Math.abs(x), Math.abs(y)]
  if (Math.max(across, along) < CLEAR) return undefined
  return across > 1.5 * along ? 'across' : 'along'
}

/** How far the card follows the finger: all the way towards another card, a little where there is none. */
export function follow(
  x: number,
  { hasBefore, hasAfter }: { hasBefore: boolean; hasAfter: boolean },
): number {
  return (x > 0 ? hasBefore : hasAfter) ? x : x / 5
}

/** What a swipe that took so many milliseconds asks for: to the left the card after this one, to the right the one before. */
export function readSwipe(x: number, ms: number): 'before' | 'after' | undefined {
  const meant = Math.abs(x) >= FAR || (Math.abs(x) >= 2 * CLEAR && Math.abs(x) / Math.max(1, ms) >= FAST)
  return meant ? (x > 0 ? 'before' : 'after') : undefined
}
