/** Keys that follow one another this fast are a scanner's, in milliseconds: nobody's fingers are. */
const FASTEST_FINGERS = 40

/** Keys that leave a field, press what has the focus, choose something else or do something of their own. */
const MOVING = /^(?:Tab|Enter| |Escape|F\d+|Arrow\w+|Home|End|PageUp|PageDown)$/

/** Keys that a text in a field makes nothing of: what they do is the page's. */
const OF_PAGE = /^(?:Escape|F\d+)$/

export const isKeyOfPage = (key: string): boolean => OF_PAGE.test(key)

/** Keys by which a text in a field is left or sent. */
export const isKeyOutOfField = (key: string): boolean => key === 'Tab' || key === 'Enter'

/** Keys that are held for the next one; some systems repeat them until it comes. */
const HELD: readonly string[] = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta']

/** A key as `keydown` reports it; `time` in milliseconds of any steady clock. */
export type MovingKey = {
  readonly key: string
  readonly time: number
  readonly isRepeat: boolean
  /** Pressed with what makes a shortcut of it (`isShortcut`). */
  readonly isShortcut: boolean
}

/**
 * Tells the keys of a scanner that would walk through the page. A code may hold tabs and line ends, and some
 * scanners type its other signs as arrows or function keys, or as shortcuts (the sign 12 as Ctrl and L):
 * whoever shows such a code would press the desk's buttons, load it anew, or lead it to a page of their own.
 * Asked about every key, in their order. The first key of a code is like a person's, but for a shortcut; so
 * is one that is held down.
 */
export function createScannerKeys(): (pressed: MovingKey) => boolean {
  let before = Number.NEGATIVE_INFINITY
  let heldAt = Number.NEGATIVE_INFINITY
  return ({ key, time, isRepeat, isShortcut }) => {
    if (isRepeat) return false
    if (HELD.includes(key)) {
      heldAt = time
      return false
    }
    const since = isShortcut ? Math.max(before, heldAt) : before
    before = time
    return time - since < FASTEST_FINGERS && (isShortcut || MOVING.test(key))
  }
}
