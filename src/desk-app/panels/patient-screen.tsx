import { useEffect, useState } from 'preact/hooks'
import { translateDesk } from '../desk-texts.ts'
import { openPatientChannel } from './patient-channel.ts'
import { QrCode } from './qr-code.tsx'

/** The second monitor, turned to the patient: the counter code and nothing else, in both languages. */
export function PatientScreen() {
  const [code, setCode] = useState<string>()
  useEffect(() => openPatientChannel()?.onCode(setCode), [])
  const { vi, en } = translateDesk
  const key = code === undefined ? 'counter.screenIdle' : 'counter.screenTitle'
  return (
    <main class="patient-screen">
      <h1>{vi(key)}</h1>
      <p lang="en">{en(key)}</p>
      {code !== undefined && <QrCode text={code} label={vi('counter.code')} />}
    </main>
  )
}
