/** Keys that follow one another this fast are a scanner's, in milliseconds: nobody's fingers are. */
const FASTEST_FINGERS = 40

/** Keys that leave a field or press what has the focus. */
const MOVING: readonly string[] = ['Tab', 'Enter', ' ']

/** Keys that are held for the next one; some systems repeat them until it comes. */
const HELD: readonly string[] = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta']

/** A key as `keydown` reports it; `time` in milliseconds of any steady clock. */
export type MovingKey = { readonly key: string; readonly time: number; readonly isRepeat: boolean }

/**
 * Tells the keys of a scanner that would walk through the page: a code may hold tabs and line ends, by which
 * whoever shows it would press the desk's buttons. Asked about every key, in their order; a key that is held
 * down is a person's.
 */
export function createScannerKeys(): (pressed: MovingKey) => boolean {
  let before = Number.NEGATIVE_INFINITY
  return ({ key, time, isRepeat }) => {
    if (isRepeat || HELD.includes(key)) return false
    const isFast = time - before < FASTEST_FINGERS
    before = time
    return isFast && MOVING.includes(key)
  }
}
