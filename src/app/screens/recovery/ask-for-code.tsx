import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { emailAddress } from '../../../core/api/endpoint.ts'
import { cleanTyped } from '../../../core/qr/safe-text.ts'
import type { Action } from '../../../ui/actions/use-action.ts'
import { Modal } from '../../../ui/components/modal.tsx'
import { ChoiceField } from '../../../ui/forms/choice-field.tsx'
import { focusFirstError } from '../../../ui/forms/focus-first-error.ts'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { useApp } from '../../app-state.ts'
import { ActionErrorText } from '../../requests/action-error-text.tsx'
import { tAccount } from '../../texts/account-texts.ts'
import { tApp } from '../../texts/app-texts.ts'
import { tUi } from '../../texts/ui-texts.ts'
import { compactNumber, isLoginNumber } from '../sign-in/login-number.ts'
import { makeSmsLink, SMS_GATEWAY, writeRecoverySms } from './sms-link.ts'

export type AskedForCode = { login: string; way: 'email' | 'sms'; email: string }

type AskForCodeProps = {
  asked: AskedForCode
  onChange: (asked: AskedForCode) => void
  action: Action
  /** The proof of work is done. */
  isSolved: boolean
  onEmail: () => void
  onSms: () => void
}

/**
 * Whose password it is, and how the code comes: by email, or as the answer to a text message that costs
 * something.
 */
export function AskForCode({ asked, onChange, action, isSolved, onEmail, onSms }: AskForCodeProps) {
  const { online } = useApp()
  const [isChecked, setChecked] = useState(false)
  const [isConfirming, setConfirming] = useState(false)
  const { login, way, email } = asked
  const byEmail = way === 'email'
  const isEmail = v.is(emailAddress, cleanTyped(email))
  const whenComplete = (form: EventTarget | null, goOn: () => void) => {
    setChecked(true)
    return isLoginNumber(login) && (!byEmail || isEmail) ? goOn() : focusFirstError(form)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    whenComplete(event.currentTarget, byEmail ? onEmail : () => setConfirming(true))
  }
  return (
    <>
      <form noValidate class="stack" onSubmit={submit}>
        <h1>{tAccount('recovery.title')}</h1>
        <p>{tAccount('recovery.lead')}</p>
        <TextField
          name="login"
          label={tApp('signIn.login')}
          value={login}
          onChange={(typed) => onChange({ ...asked, login: typed })}
          inputMode="numeric"
          autoComplete="username"
          validationError={isLoginNumber(login) ? undefined : tApp('signIn.loginError')}
          isUrgent={isChecked}
          help={tApp('signIn.loginHint')}
        />
        <ChoiceField
          name="way"
          legend={tAccount('recovery.way')}
          options={[
            { value: 'email', text: tAccount('recovery.byEmail') },
            { value: 'sms', text: tAccount('recovery.bySms') },
          ]}
          value={way}
          onChange={(chosen) => onChange({ ...asked, way: chosen })}
        />
        {byEmail && (
          <TextField
            name="email"
            label={tAccount('recovery.email')}
            value={email}
            onChange={(typed) => onChange({ ...asked, email: typed })}
            type="email"
            inputMode="email"
            autoCapitalize="none"
            autoComplete="email"
            validationError={isEmail ? undefined : tAccount('recovery.emailError')}
            isUrgent={isChecked}
            help={tAccount(isSolved ? 'recovery.checked' : 'recovery.checking')}
          />
        )}
        {!byEmail && (
          <>
            <p>{tAccount('recovery.smsHow', { number: SMS_GATEWAY })}</p>
            <p class="address">{writeRecoverySms(isLoginNumber(login) ? compactNumber(login) : '…')}</p>
          </>
        )}
        {byEmail && !online && (
          <p class="notice" role="status">
            {tUi('signIn.offline')}
          </p>
        )}
        <ActionErrorText error={action.error} />
        {action.isBusy && <progress aria-label={tUi('signIn.working')} />}
        <button type="submit" class="primary" aria-disabled={action.isBusy}>
          {tAccount(byEmail ? 'recovery.sendEmail' : 'recovery.smsWrite')}
        </button>
        {!byEmail && (
          <button
            type="button"
            class="plain wide"
            onClick={(event) => whenComplete(event.currentTarget.form, onSms)}
          >
            {tAccount('recovery.haveCode')}
          </button>
        )}
        <details>
          <summary>{tAccount('recovery.otherWays')}</summary>
          <p>{tAccount('recovery.otherHow')}</p>
          <p>
            <a href="tel:19009068">{tApp('services.hotline')}</a>
          </p>
        </details>
      </form>
      {isConfirming && (
        <ConfirmSms login={compactNumber(login)} onClose={() => setConfirming(false)} onWritten={onSms} />
      )}
    </>
  )
}

type ConfirmSmsProps = { login: string; onClose: () => void; onWritten: () => void }

/** The message costs money and carries the person's number: both are said before it is written. */
function ConfirmSms({ login, onClose, onWritten }: ConfirmSmsProps) {
  return (
    <Modal class="sheet" labelledBy="sms-title" onClose={onClose}>
      <h2 id="sms-title">{tAccount('recovery.smsTitle', { number: SMS_GATEWAY })}</h2>
      <p class="address">{writeRecoverySms(login)}</p>
      <p>{tAccount('recovery.smsCost')}</p>
      <div class="actions">
        <button type="button" class="plain" onClick={onClose}>
          {tUi('action.cancel')}
        </button>
        <a class="primary" href={makeSmsLink(writeRecoverySms(login))} onClick={() => setTimeout(onWritten)}>
          {tAccount('recovery.smsConfirm')}
        </a>
      </div>
    </Modal>
  )
}
