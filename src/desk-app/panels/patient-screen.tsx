import { useEffect, useState } from 'preact/hooks'
import { translateDesk } from '../desk-texts.ts'
import { createScannerKeys } from '../engine/scanner-keys.ts'
import { isShortcut } from '../input/early-input.ts'
import { openPatientChannel } from './patient-channel.ts'
import { QrCode } from './qr-code.tsx'

/** The second monitor, turned to the patient: the counter code and nothing else, in both languages. */
export function PatientScreen() {
  const [code, setCode] = useState<string>()
  useEffect(() => openPatientChannel()?.onCode(setCode), [])
  // A scanner types into the window that was touched last, be it this one: here a code is none, and leads
  // nowhere.
  useEffect(() => {
    const isScannerKey = createScannerKeys()
    const press = (event: KeyboardEvent) => {
      const { key, timeStamp: time, repeat: isRepeat } = event
      if (isScannerKey({ key, time, isRepeat, isShortcut: isShortcut(event) })) event.preventDefault()
    }
    document.addEventListener('keydown', press, true)
    return () => document.removeEventListener('keydown', press, true)
  }, [])
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
