/**
 * What the page loads first. Where the worker has painted the card, the app is not even fetched before that is on the screen:
 * loading and compiling it would come between the card and the person waiting for it.
 */
const start = () => import('./main.tsx')

/** Resolves when the browser has shown something; a page in the background, which paints nothing, does not wait. */
function waitForPaint(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) return resolve()
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true })
    // Should a browser never say so.
    setTimeout(resolve, 1_000)
  })
}

const isPainted = document.querySelector('#app > *') !== null
void (isPainted ? waitForPaint().then(start) : start())
