import { useState } from 'preact/hooks'
import { accountEndpoints } from '../../../core/api/account-contract.ts'
import { requestReply } from '../../../core/api/request.ts'
import { errorCodeOf } from '../../../core/app-error.ts'
import { describeAge } from '../../../i18n/age.ts'
import type { Action } from '../../../ui/actions/use-action.ts'
import { issuer } from '../../../ui/browser/issuer.ts'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { isWholeCode } from '../../../ui/forms/one-time-code-field.tsx'
import { readSentCode, type SentCode } from '../../../wallet/issuer/sent-code.ts'
import { useApp } from '../../app-state.ts'
import { CodeField } from '../../forms/code-field.tsx'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { tAccount } from '../../texts/account-texts.ts'
import type { DeviceTransferOffer } from './sign-in-steps.ts'

type DeviceTransferStepProps = {
  offer: DeviceTransferOffer
  action: Action
  onSubmit: (code: string | undefined) => void
  onVneid: () => void
  onCancel: () => void
  onTicketLost: () => void
}

/**
 * Another device has the account, or this browser is new to it: what happens, and how the person shows that
 * the account is theirs.
 */
export function DeviceTransferStep({
  offer,
  action,
  onSubmit,
  onVneid,
  onCancel,
  onTicketLost,
}: DeviceTransferStepProps) {
  const [sent, setSent] = useState<SentCode>()
  const [code, setCode] = useState('')
  const [isChecked, setChecked] = useState(false)
  const needsCode = offer.proof === 'code'
  const send = () =>
    action.run(async () => {
      try {
        setSent(
          readSentCode(
            await requestReply(issuer, accountEndpoints.sendDeviceTransferCode, {
              body: { ticket: offer.ticket },
            }),
          ),
        )
        setCode('')
        setChecked(false)
      } catch (cause) {
        if (errorCodeOf(cause) === 'ticket_expired') onTicketLost()
        throw cause
      }
    })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!needsCode) return onSubmit(undefined)
    if (!sent) return send()
    setChecked(true)
    return isWholeCode(code) ? onSubmit(code) : focusFirstError(event.currentTarget)
  }
  const canSubmit = !needsCode || offer.phone !== undefined
  const isNew = offer.reason === 'new-browser'
  return (
    <form noValidate class="stack" onSubmit={submit}>
      <h1>{tAccount(isNew ? 'newBrowser.title' : 'takeOver.title')}</h1>
      {isNew ? <p>{tAccount('newBrowser.lead')}</p> : <Warning device={offer.device} />}
      <Proof offer={offer} isSent={sent !== undefined} />
      {sent && <CodeField sent={sent} value={code} onChange={setCode} isUrgent={isChecked} onResend={send} />}
      <ActionErrorText error={action.error} />
      {action.isBusy && <progress aria-label={tAccount('takeOver.working')} />}
      {canSubmit && (
        <button type="submit" class="primary" aria-disabled={action.isBusy}>
          {tAccount(needsCode && !sent ? 'takeOver.send' : isNew ? 'newBrowser.submit' : 'takeOver.submit')}
        </button>
      )}
      {needsCode && <WithoutPhone isOpen={!canSubmit} onVneid={onVneid} />}
      <button type="button" class="plain wide" onClick={onCancel}>
        {tAccount(isNew ? 'newBrowser.back' : 'takeOver.back')}
      </button>
    </form>
  )
}

function Warning({ device }: Pick<DeviceTransferOffer, 'device'>) {
  const { language, now } = useApp()
  const ago = describeAge(now - device.usedAt, language)
  return (
    <div class="notice warning">
      <p>{tAccount('takeOver.warn', { device: device.name || tAccount('takeOver.unnamed') })}</p>
      <p class="small">
        {ago === undefined ? tAccount('takeOver.usedNow') : tAccount('takeOver.usedAgo', { ago })}
      </p>
    </div>
  )
}

function Proof({ offer, isSent }: { offer: DeviceTransferOffer; isSent: boolean }) {
  if (offer.proof === 'vneid') return <p>{tAccount('takeOver.known')}</p>
  if (offer.phone === undefined) return <p>{tAccount('takeOver.noPhone')}</p>
  const { phone } = offer
  return <p role="status">{tAccount(isSent ? 'takeOver.codeSent' : 'takeOver.codeGoes', { phone })}</p>
}

/** What replaces the code for whoever has lost the number. */
function WithoutPhone({ isOpen, onVneid }: { isOpen: boolean; onVneid: () => void }) {
  return (
    <details open={isOpen}>
      <summary>{tAccount('takeOver.otherWays')}</summary>
      <div class="stack">
        <button type="button" class="plain wide" onClick={onVneid}>
          {tAccount('takeOver.byVneid')}
        </button>
        <p class="small">{tAccount('takeOver.byVneidHint')}</p>
        <p>{tAccount('takeOver.byOffice')}</p>
      </div>
    </details>
  )
}
