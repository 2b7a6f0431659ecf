/**
 * Runs in a page (`page.evaluate`): words of buttons, links, tabs and switches that stand beyond the edge of
 * what holds them.
 */
export function findCutWords(): string[] {
  const holders = 'button, a, summary, label, .strip span, select, legend'
  return [...document.querySelectorAll<HTMLElement>(holders)]
    .filter((element) => element.checkVisibility() && !element.closest('.unseen, .skip, [aria-hidden=true]'))
    .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => {
      // An inline element has no box of its own.
      if (clientWidth === 0) return false
      return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 6
    })
    .filter((element) => !/visible|auto|scroll/.test(getComputedStyle(element).overflow) || isBeyond(element))
    .map((element) => (element.textContent ?? '').trim())

  /** Whether a word of it ends outside of it. */
  function isBeyond(element: HTMLElement): boolean {
    const box = element.getBoundingClientRect()
    const range = document.createRange()
    range.selectNodeContents(element)
    return [...range.getClientRects()].some(
      ({ left, right, width }) => width > 0 && (right > box.right + 1 || left < box.left - 1),
    )
  }
}
