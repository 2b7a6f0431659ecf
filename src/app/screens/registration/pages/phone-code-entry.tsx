import { useId } from 'preact/hooks'
import { OneTimeCodeField } from '../../../../ui/forms/one-time-code-field.tsx'
import { ErrorText } from '../../../requests/error-text.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import type { PhoneCode } from './use-phone-code.ts'

/** The code's field, how long it is good for, and asking for another; errors with the way on. */
export function PhoneCodeEntry({ code }: { code: PhoneCode }) {
  const id = useId()
  const isSent = code.sent !== undefined
  return (
    <section class="stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{tRegistration('code.title')}</h2>
      {!isSent && <p>{tRegistration('code.lead')}</p>}
      {isSent && (
        <>
          <p role="status">
            {code.goodFor > 0
              ? tRegistration('code.sent', { phone: code.phone })
              : tRegistration('code.lapsed')}
          </p>
          <div class="code-field">
            <OneTimeCodeField
              name="code"
              label={tRegistration('code.label')}
              value={code.typed}
              onChange={code.type}
              isInvalid={code.error === 'code_invalid'}
              takesFocus
            />
          </div>
          {code.resendIn > 0 ? (
            <p class="small">{tRegistration('code.wait', { count: code.resendIn })}</p>
          ) : (
            <button type="button" class="link" aria-disabled={code.isBusy} onClick={code.resend}>
              {tRegistration('code.again')}
            </button>
          )}
        </>
      )}
      {code.error && <ErrorText code={code.error} />}
      {code.error === 'account_exists' && (
        <p>
          <a href="/dang-nhap">{tRegistration('link.signIn')}</a> ·{' '}
          <a href="/quen-mat-khau">{tRegistration('link.recover')}</a>
        </p>
      )}
      <p role="status" class="small">
        {code.busy === 'sending' && tRegistration('challenge.working')}
      </p>
      {code.busy && <progress aria-label={tRegistration(`code.${code.busy}`)} />}
    </section>
  )
}
