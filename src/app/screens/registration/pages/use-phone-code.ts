import { useEffect, useState } from 'preact/hooks'
import { registrationEndpoints } from '../../../../core/api/registration-contract.ts'
import { request } from '../../../../core/api/request.ts'
import { AppError } from '../../../../core/app-error.ts'
import { useAction } from '../../../../ui/actions/use-action.ts'
import { readClock } from '../../../../ui/browser/clock.ts'
import { issuer } from '../../../../ui/browser/issuer.ts'
import { isWholeCode } from '../../../../ui/forms/one-time-code-field.tsx'
import { useApp } from '../../../app-state.ts'
import { useSolution } from '../../../requests/use-challenge.ts'
import { compact, proofSubject, readPhone } from '../form/registration-checks.ts'
import { type RegistrationForm, type RegistrationValues, remember } from '../form/registration-form.ts'

/**
 * A code that was sent, by the device's clock in Unix seconds. The draft keeps it: who reads the message
 * leaves the page.
 */
type SentCode = { phone: string; resendAt: number; expiresAt: number }

type PhoneCodeProps = {
  values: RegistrationValues
  /** A code is likely to be asked for. */
  isWanted: boolean
  onForm: (change: (form: RegistrationForm) => RegistrationForm) => void
}

type Busy = 'sending' | 'confirming'

export type PhoneCode = ReturnType<typeof usePhoneCode>

/** Confirming the phone number: have a code sent, type it, get the proof into the form. */
export function usePhoneCode({ values, isWanted, onForm }: PhoneCodeProps) {
  const { language } = useApp()
  const [typed, setTyped] = useState('')
  const sending = useAction()
  const confirming = useAction()
  const busy: Busy | undefined = sending.isBusy ? 'sending' : confirming.isBusy ? 'confirming' : undefined
  const phone = readPhone(values.phone) ?? ''
  const current = readSent(values, phone)
  const now = useSeconds(current !== undefined)
  const canSend = isWanted && phone !== ''
  const { take: solve } = useSolution(canSend && current === undefined)

  const send = () => {
    if (busy) return
    confirming.clear()
    sending.run(async () => {
      const asked = readClock()
      const { sendPhoneCode } = registrationEndpoints
      const { resendAt, expiresAt } = await request(issuer, sendPhoneCode, {
        body: { phone, solution: await solve(), language },
      })
      setTyped('')
      const sent = toDeviceClock({ phone, resendAt, expiresAt }, asked)
      onForm((form) => remember(form, writeSent(sent)))
    })
  }
  const confirm = () => {
    if (busy) return
    sending.clear()
    confirming.run(async () => {
      const { confirmPhone } = registrationEndpoints
      const body = { phone, code: typed, number: compact(values.number) }
      const { phoneProof, expiresAt } = await request(issuer, confirmPhone, { body })
      onForm((form) =>
        remember(form, {
          ...writeSent(undefined),
          phoneProof,
          phoneProofOf: proofSubject(values),
          phoneProofUntil: String(expiresAt),
        }),
      )
    })
  }

  return {
    phone,
    sent: current,
    typed,
    type: setTyped,
    error: (sending.error ?? confirming.error)?.code,
    isBusy: busy !== undefined,
    busy,
    /** Seconds until another code may be asked for. */
    resendIn: Math.max(0, (current?.resendAt ?? 0) - now),
    /** Seconds for which the code is good; 0 when it has lapsed. */
    goodFor: Math.max(0, (current?.expiresAt ?? 0) - now),
    resend: send,
    /** Words on the one thing to do now. */
    action: actionText(current !== undefined, busy),
    /** The one thing to do now: send a code, or take the one that was typed. */
    act: () => {
      if (!current) send()
      else if (isWholeCode(typed)) confirm()
      else confirming.fail(new AppError('code_invalid'))
    },
  }
}

/** The code that was sent to this very phone, if any was lately. */
function readSent(values: RegistrationValues, phone: string): SentCode | undefined {
  const { codePhone, codeResendAt, codeExpiresAt } = values
  if (phone === '' || codePhone !== phone) return undefined
  return { phone, resendAt: Number(codeResendAt), expiresAt: Number(codeExpiresAt) }
}

function writeSent(sent: SentCode | undefined) {
  return {
    codePhone: sent?.phone ?? '',
    codeResendAt: String(sent?.resendAt ?? ''),
    codeExpiresAt: String(sent?.expiresAt ?? ''),
  }
}

function actionText(isSent: boolean, busy: Busy | undefined) {
  if (busy) return `code.${busy}` as const
  return isSent ? ('code.confirm' as const) : ('code.send' as const)
}

/** The issuer's waits, reckoned from the device's clock, which may be wrong. */
function toDeviceClock({ phone, resendAt, expiresAt }: SentCode, asked: number): SentCode {
  const life = Math.max(0, expiresAt - resendAt)
  // the contract: again after 60 s, good for 5 minutes
  const wait = Math.min(60, Math.max(0, resendAt - asked))
  return { phone, resendAt: asked + wait, expiresAt: asked + wait + Math.min(life, 240) }
}

/** The clock by the second while something counts down. */
function useSeconds(isCounting: boolean): number {
  const [now, setNow] = useState(readClock)
  useEffect(() => {
    if (!isCounting) return undefined
    setNow(readClock())
    const timer = setInterval(() => setNow(readClock()), 1000)
    return () => clearInterval(timer)
  }, [isCounting])
  return now
}
