import { waitForPaint } from '../ui/browser/wait-for-paint.ts'
import { recordEarlyInput } from './input/early-input.ts'
import { patientScreenHash } from './panels/patient-channel.ts'

/**
 * What the page loads first. Its document holds the first screen as the desk first renders it; the code is
 * fetched when that is shown, and then takes the screen over together with what was typed until then.
 */
const screen = document.getElementById('app')
if (screen) {
  if (location.hash === patientScreenHash) screen.replaceChildren()
  else recordEarlyInput(screen)
  waitForPaint()
    .then(() => import('./start-desk.tsx'))
    .then(({ startDesk }) => startDesk(screen))
    .catch(() => document.getElementById('failed')?.removeAttribute('hidden'))
}
