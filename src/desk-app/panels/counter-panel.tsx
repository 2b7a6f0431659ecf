import { useEffect, useMemo, useState } from 'preact/hooks'
import { deskPath } from '../../core/api/app-routes.ts'
import { readClock } from '../../ui/browser/clock.ts'
import type { CounterCode } from '../../verifier/counter-codes.ts'
import type { TranslateDesk } from '../desk-texts.ts'
import { openPatientChannel, patientScreenHash } from './patient-channel.ts'
import { QrCode } from './qr-code.tsx'

type CounterPanelProps = {
  readonly t: TranslateDesk
  readonly code: CounterCode
  readonly onNext: () => void
}

/** The code of this desk for one patient, with the time that is left; a second screen shows it to them. */
export function CounterPanel({ t, code, onNext }: CounterPanelProps) {
  const [now, setNow] = useState(readClock)
  const left = Math.max(0, code.expiresAt - now)
  const channel = useMemo(openPatientChannel, [])
  const isOver = left === 0
  useEffect(() => {
    const timer = setInterval(() => setNow(readClock()), 1000)
    return () => {
      clearInterval(timer)
      channel?.show(undefined)
    }
  }, [])
  useEffect(() => {
    channel?.show(isOver ? undefined : code.text)
    return channel?.onOpened(() => channel.show(isOver ? undefined : code.text))
  }, [code.text, isOver])
  return (
    <section class="counter" aria-label={t('counter.code')}>
      {isOver ? (
        <p role="status">{t('counter.over')}</p>
      ) : (
        <>
          <QrCode text={code.text} label={t('counter.code')} />
          <p class="counter-left">{t('counter.left', { count: left })}</p>
        </>
      )}
      <div class="answer-actions">
        <button type="button" class="plain" onClick={onNext}>
          {t('counter.next')}
        </button>
        <button
          type="button"
          class="plain"
          onClick={() => window.open(`${deskPath}${patientScreenHash}`, 'vi-bhyt-patient', 'popup')}
        >
          {t('counter.screen')}
        </button>
      </div>
    </section>
  )
}
