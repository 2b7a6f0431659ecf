import { render } from 'preact'
import '../ui/styles/base.css'
import { deskPath, deskWorkerPath } from '../core/api/app-routes.ts'
import { trustWorkerUrl } from '../ui/browser/trusted-types.ts'
import './desk.css'
import { DeskPage } from './desk-page.tsx'
import { PatientScreen } from './panels/patient-screen.tsx'

const root = document.getElementById('app')
if (root) {
  // The heading of the document stood there until now; the page brings its own.
  root.replaceChildren()
  render(location.hash === '#nguoi-benh' ? <PatientScreen /> : <DeskPage />, root)
}

// The desk's own worker, for the desk's paths only; the wallet's is never registered here.
if ('serviceWorker' in navigator) {
  navigator.serviceWorker.register(trustWorkerUrl(deskWorkerPath), { scope: deskPath }).catch(() => undefined)
}
