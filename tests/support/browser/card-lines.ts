/** The screens and text sizes at which every line of the card has to stand inside the card. */
export const cardWidths = [320, 360, 390] as const
export const textSizes = [100, 133, 200] as const

/**
 * Runs in a page that shows the card, in any engine (`page.evaluate`, or its source text over WebDriver):
 * sets the text to `percent` of its usual size and returns what is written on either part of the card, as it
 * is turned now, but does not stand wholly inside that part, or is covered by the code between them.
 */
export function findCutLines(percent: number): string[] {
  document.documentElement.style.fontSize = `${1.125 * percent}%`
  const parts = [...document.querySelectorAll<HTMLElement>('.bhyt')]
  if (parts.length < 2) return ['no card']
  const cut: string[] = []
  let lines = 0
  for (const part of parts) {
    // Also what a browser lays out only once it is near.
    part.style.setProperty('content-visibility', 'visible')
    const edge = part.getBoundingClientRect()
    const code = document.querySelector('.code-panel')?.getBoundingClientRect()
    const isOver =
      code &&
      code.top < edge.bottom - 1 &&
      code.bottom > edge.top + 1 &&
      code.left < edge.right - 1 &&
      code.right > edge.left + 1
    if (isOver) cut.push('the code over the card')
    const isInside = ({ left, right, top, bottom }: DOMRect) =>
      left >= edge.left - 1 && right <= edge.right + 1 && top >= edge.top - 1 && bottom <= edge.bottom + 1
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement
      // Only read aloud, or the pattern across the card.
      if (!parent || getComputedStyle(parent).position === 'absolute' || parent.closest('[aria-hidden]'))
        continue
      range.selectNodeContents(text)
      const rects = [...range.getClientRects()]
      lines += rects.length
      if (!rects.every(isInside)) cut.push(text.textContent ?? '')
    }
  }
  if (lines < 8) cut.push('most lines of the card')
  return cut
}
