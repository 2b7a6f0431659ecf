import { hydrate, render } from 'preact'
import { deskPath, deskWorkerPath } from '../core/api/app-routes.ts'
import { trustWorkerUrl } from '../ui/browser/trusted-types.ts'
import { DeskPage } from './desk-page.tsx'
import { patientScreenHash } from './panels/patient-channel.ts'
import { PatientScreen } from './panels/patient-screen.tsx'

/** Takes over the first screen that the document holds, or shows the patient's screen in its place. */
export function startDesk(screen: HTMLElement): void {
  if (location.hash === patientScreenHash) render(<PatientScreen />, screen)
  else hydrate(<DeskPage />, screen)
  // The desk's own worker, for the desk's paths only; the wallet's is never registered here.
  if ('serviceWorker' in navigator) {
    navigator.serviceWorker
      .register(trustWorkerUrl(deskWorkerPath), { scope: deskPath })
      .catch(() => undefined)
  }
}
