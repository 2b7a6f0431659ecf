import { waitForPaint } from '../ui/browser/wait-for-paint.ts'
import {
  correctNotes,
  fetchCodeToCome,
  findCarrier,
  holdPresses,
  reportOpening,
  showLater,
} from './ready-page-start.ts'

/**
 * The script that stands in the document itself (build/first-script.ts): the card and what is true of it are
 * there without fetching anything. Of the app only an address: loading and compiling it would come between
 * the card and the person waiting for it.
 */

declare global {
  interface Window {
    /** What VNeID put into the address, until the screen that posts it takes it; kept in memory only. */
    vneidReturn?: string
  }
}

/** Absent in development, where no page is pre-rendered and the app loads this script. */
const app = document.currentScript?.dataset['app']

// Before anything else runs or is fetched: it must not stay in the address, the history, or a bookmark.
if (location.pathname === '/dang-nhap/vneid') {
  window.vneidReturn = location.search
  history.replaceState(null, '', location.pathname)
}

// What stands over the code may have been overtaken since the page was rendered.
const carrier = findCarrier()
const now = Math.floor(Date.now() / 1000)
if (carrier) {
  holdPresses()
  correctNotes(carrier, now)
  void fetchCodeToCome()
}

const isPreRendered = document.querySelector('#app > *') !== null
void (isPreRendered ? waitForPaint() : Promise.resolve()).then(() => {
  showLater()
  // Those under the code came just now.
  if (carrier) correctNotes(carrier, now)
  reportOpening()
  if (app !== undefined) void import(/* @vite-ignore */ app)
})
