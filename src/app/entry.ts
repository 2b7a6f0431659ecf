import { waitForPaint } from '../ui/browser/wait-for-paint.ts'
import { correctNotes, fetchCodeToCome, findCarrier, holdPresses, reportOpening } from './ready-page-start.ts'

// Before anything else: what stands over the code may have been overtaken since the page was rendered.
const carrier = findCarrier()
if (carrier) {
  holdPresses()
  correctNotes(carrier, Math.floor(Date.now() / 1000))
  void fetchCodeToCome()
}

/**
 * What the page loads first. Where the worker has pre-rendered the card, the app is not even fetched before
 * that is on the screen: loading and compiling it would come between the card and the person waiting for it.
 */
const start = () => {
  // Beside the app instead of after it; where it fails, the screen says so.
  if (location.pathname.startsWith('/qua-trinh'))
    import('./screens/history/history-screens.tsx').catch(() => {})
  return import('./wake.ts').then(({ wakeApp }) => wakeApp())
}

declare global {
  interface Window {
    /** What VNeID put into the address, until the screen that posts it takes it; kept in memory only. */
    vneidReturn?: string
  }
}

// Before anything else runs or is fetched: it must not stay in the address, the history, or a bookmark.
if (location.pathname === '/dang-nhap/vneid') {
  window.vneidReturn = location.search
  history.replaceState(null, '', location.pathname)
}

/**
 * Below the floor (README), where a function is missing that every screen needs: a sentence in place of a
 * blank page.
 */
const tooOld = { offline: 'never', path: '/too-old.js' } as const

const isPreRendered = document.querySelector('#app > *') !== null
// An import: for the address of a script element Chrome from 83 on wants a trusted type.
if (!('findLast' in Array.prototype)) void import(/* @vite-ignore */ tooOld.path)
else {
  const opened = isPreRendered ? waitForPaint() : Promise.resolve()
  void opened.then(reportOpening).then(start)
}
