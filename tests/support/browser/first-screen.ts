/**
 * Runs in a page that shows the card (`page.evaluate`): what a counter needs and is not wholly seen on the
 * first screen, cut by an edge, under the bar, or too small to be read.
 */
export function findMissingOfCard(): string[] {
  scrollTo(0, 0)
  const bar = document.querySelector('.bar')?.getBoundingClientRect().top ?? 0
  const missing: string[] = []
  for (const name of ['.qr', '.number dd', '.name dd', '.bhyt-title']) {
    const box = document.querySelector(name)?.getBoundingClientRect()
    if (!box || box.width === 0) missing.push(`no ${name}`)
    else if (box.top < 0 || box.left < 0 || box.right > innerWidth || box.bottom > bar)
      missing.push(`${name} ends at ${Math.round(box.bottom)} of ${Math.round(bar)}`)
  }
  const symbol = document.querySelector<SVGSVGElement>('.qr')
  const side = symbol?.getBoundingClientRect().width ?? 0
  if (side / (symbol?.viewBox.baseVal.width ?? 1) < 2.99) missing.push('3 px a module')
  return missing
}
