import { quietZone } from '../../../card-view/quiet-zone.ts'

/**
 * Draws the QR symbol inside `box` with a whole number of device pixels a module: the browser would otherwise
 * draw columns of unequal width, which costs old scanners their reading. What is left over widens the quiet
 * zone, so that no box changes its size or place. `size` is the symbol's side in modules. Returns how to
 * stop.
 */
export function keepQrCrisp(box: Element, size: number): () => void {
  const draw = () => {
    const symbol = box.querySelector('svg')
    if (!symbol) return
    const { left, top, width } = symbol.getBoundingClientRect()
    if (width === 0) return
    const view = findCrispView({ left: left + scrollX, top: top + scrollY, width, size }, devicePixelRatio)
    symbol.setAttribute('viewBox', view.join(' '))
  }
  let drawing = 0
  // In the next frame: WebKit reports an error when sizes change while it tells of a change of size.
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(drawing)
    drawing = requestAnimationFrame(draw)
  })
  observer.observe(box)
  draw()
  return () => {
    observer.disconnect()
    cancelAnimationFrame(drawing)
  }
}

/**
 * The `viewBox` (x, y, width, height) that gives each module the largest whole number of device pixels that
 * has room, the first one beginning at a whole device pixel. Place and width of the box in CSS pixels.
 */
export function findCrispView(
  box: { left: number; top: number; width: number; size: number },
  pixelRatio: number,
): readonly [x: number, y: number, width: number, height: number] {
  const modules = box.size + 2 * quietZone
  const room = box.width * pixelRatio
  const perModule = Math.max(1, Math.floor(room / modules))
  const rest = room - perModule * modules
  /** Device pixels before the symbol's own quiet zone, on the screen's grid. */
  const before = (edge: number) => Math.round(edge * pixelRatio + rest / 2) - edge * pixelRatio
  const side = room / perModule
  return [-quietZone - before(box.left) / perModule, -quietZone - before(box.top) / perModule, side, side]
}
