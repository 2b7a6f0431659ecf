import { useEffect, useId, useRef } from 'preact/hooks'
import { ErrorText } from '../../../requests/error-text.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import type { PhoneCode } from './use-phone-code.ts'

/** The code's field, how long it is good for, and asking for another; errors with the way on. */
export function PhoneCodeEntry({ code }: { code: PhoneCode }) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const isSent = code.sent !== undefined
  useEffect(() => {
    if (isSent) field.current?.focus()
  }, [isSent])
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
          <div class="field code-field">
            <label for={id}>{tRegistration('code.label')}</label>
            <input
              ref={field}
              id={id}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9]*"
              maxLength={6}
              value={code.typed}
              aria-invalid={code.error === 'code_invalid' ? true : undefined}
              onInput={(event) => code.type(event.currentTarget.value)}
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
