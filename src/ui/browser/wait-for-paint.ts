/**
 * Resolves when the browser has shown something; a page in the background, which paints nothing, does not
 * wait.
 */
export function waitForPaint(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) return resolve()
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true })
    // Should a browser never say so.
    setTimeout(resolve, 1_000)
  })
}
