/** The screens and text sizes at which every line of the card has to stand inside the card. */
export const cardWidths = [320, 360, 390] as const
export const textSizes = [100, 133, 200] as const

/**
 * Runs in a page that shows the card, in any engine (`page.evaluate`, or its source text over WebDriver): sets the text to
 * `percent` of its usual size and returns what is written on the side that is shown but does not stand wholly inside the card,
 * or is covered by what comes after the card.
 */
export function findCutLines(percent: number): string[] {
  document.documentElement.style.fontSize = `${1.125 * percent}%`
  const card = document.querySelector('.bhyt')
  if (!card) return ['no card']
  const edge = card.getBoundingClientRect()
  const below = document.querySelector('.code-panel')?.getBoundingClientRect()
  const isInside = ({ left, right, top, bottom }: DOMRect) =>
    left >= edge.left - 1 && right <= edge.right + 1 && top >= edge.top - 1 && bottom <= edge.bottom + 1
  const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  const cut: string[] = []
  if (below && below.top < edge.bottom - 1 && below.left < edge.right) cut.push('the code over the card')
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const parent = text.parentElement
    // Only read aloud, or the pattern across the card.
    if (!parent || getComputedStyle(parent).position === 'absolute' || parent.closest('[aria-hidden]'))
      continue
    range.selectNodeContents(text)
    const lines = [...range.getClientRects()]
    if (!lines.every(isInside)) cut.push(text.textContent ?? '')
  }
  return cut
}
