/**
 * Keeps the QR symbol inside `box` at a whole number of device pixels a module: the browser would otherwise draw columns of
 * unequal width, which costs old scanners their reading. The box keeps its size, so nothing moves. Returns how to stop.
 */
export function keepQrCrisp(box: Element): () => void {
  const draw = () => {
    const symbol = box.querySelector('svg')
    const modules = symbol?.viewBox.baseVal.width
    if (!symbol || !modules) return
    symbol.setAttribute('width', String(findCrispSide(box.clientWidth, modules, devicePixelRatio)))
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

/** The largest side, in CSS pixels, that fits into `room` and gives each module a whole number of device pixels. */
export function findCrispSide(room: number, modules: number, pixelRatio: number): number {
  const perModule = Math.max(1, Math.floor((room * pixelRatio) / modules))
  return (perModule * modules) / pixelRatio
}
