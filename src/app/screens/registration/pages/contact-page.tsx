import { today } from '../../../../ui/browser/today.ts'
import { TextField } from '../../../../ui/forms/text-field.tsx'
import { useApp } from '../../../app-state.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { describeError, sumErrors } from '../form/describe-error.ts'
import type { PageProps } from '../form/page-props.ts'
import { checkPage, isPhoneConfirmed } from '../form/registration-checks.ts'
import { PhoneCodeEntry } from './phone-code-entry.tsx'
import { StepPage } from './step-page.tsx'
import { usePhoneCode } from './use-phone-code.ts'

/**
 * Phone and email. The phone is confirmed by a code here; without a network that waits, and everything else
 * goes on.
 */
export function ContactPage({ form, pictures, steps, onChange, onForm }: PageProps) {
  const { online, now } = useApp()
  const { values } = form
  const validationErrors = checkPage('contact', values, { today: today(), pictures })
  const isConfirmed = isPhoneConfirmed(values, now)
  const code = usePhoneCode({ values, isWanted: online && !isConfirmed, onForm })
  const canConfirm = online && !isConfirmed
  const goOn = tRegistration(steps.returns ? 'action.done' : 'action.next')
  return (
    <StepPage
      page="contact"
      title={tRegistration('contact.title')}
      steps={steps}
      validationErrors={sumErrors(validationErrors)}
      action={canConfirm ? tRegistration(code.action) : goOn}
      isBusy={canConfirm && code.isBusy}
      onSubmit={canConfirm ? code.act : steps.next}
      after={(attempt) =>
        canConfirm && (
          <button type="button" class="plain wide" onClick={() => attempt(steps.next)}>
            {tRegistration('contact.later')}
          </button>
        )
      }
    >
      {(isChecked) => (
        <>
          <TextField
            name="phone"
            label={tRegistration('field.phone')}
            help={tRegistration('contact.phoneHelp')}
            value={values.phone}
            onChange={(phone) => onChange({ phone })}
            validationError={validationErrors.phone && describeError(validationErrors.phone)}
            isUrgent={isChecked}
            note={isConfirmed && <p class="right">{tRegistration('contact.confirmed')}</p>}
            inputMode="tel"
            autoComplete="tel-national"
          />
          <TextField
            name="email"
            label={tRegistration('contact.emailOptional')}
            help={tRegistration('contact.emailHelp')}
            value={values.email}
            onChange={(email) => onChange({ email })}
            validationError={validationErrors.email && describeError(validationErrors.email)}
            isUrgent={isChecked}
            inputMode="email"
            autoComplete="email"
          />
          {!isConfirmed && !online && (
            <p class="notice" role="status">
              {tRegistration('contact.offline')}
            </p>
          )}
          {canConfirm && <PhoneCodeEntry code={code} />}
        </>
      )}
    </StepPage>
  )
}
