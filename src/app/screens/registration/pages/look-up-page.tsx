import { useState } from 'preact/hooks'
import { registrationEndpoints } from '../../../../core/api/registration-contract.ts'
import { request } from '../../../../core/api/request.ts'
import { parseWrittenDate } from '../../../../core/dates/partial-date.ts'
import { cleanTyped } from '../../../../core/qr/safe-text.ts'
import { useAction } from '../../../../ui/actions/use-action.ts'
import { issuer } from '../../../../ui/browser/issuer.ts'
import { today } from '../../../../ui/browser/today.ts'
import { TextField } from '../../../../ui/forms/text-field.tsx'
import { useApp } from '../../../app-state.ts'
import { ErrorText } from '../../../requests/error-text.tsx'
import { useSolution } from '../../../requests/use-challenge.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import { checkBirthDate, checkName } from '../../personal-details/details-form.ts'
import { describeError, sumErrors } from '../form/describe-error.ts'
import type { PageProps } from '../form/page-props.ts'
import { compact, type RegistrationErrors } from '../form/registration-checks.ts'
import { StepPage } from './step-page.tsx'

/**
 * One's own BHXH number, by name, date of birth and identity-card number. It takes a network; what was typed
 * stays.
 */
export function LookUpPage({ form, steps, onChange }: PageProps) {
  const { online } = useApp()
  const { fullName, dateOfBirth, identityNumber } = form.values
  const [found, setFound] = useState<string>()
  const { isBusy: isAsking, error, run } = useAction()
  const { take: solve } = useSolution(online)
  const validationErrors = findErrors(form.values)

  const ask = () =>
    run(async () => {
      const date = parseWrittenDate(dateOfBirth)
      const { bhxhCode } = await request(issuer, registrationEndpoints.lookUpNumber, {
        body: {
          fullName: cleanTyped(fullName),
          dateOfBirth: date.ok ? date.value : '',
          identityNumber: compact(identityNumber),
          solution: await solve(),
        },
      })
      setFound(bhxhCode)
    })
  const take = (number: string) => {
    onChange({ number })
    steps.back()
  }

  if (found !== undefined) {
    return (
      <StepPage
        page="look-up"
        title={tRegistration('lookUp.found')}
        steps={steps}
        action={tRegistration('lookUp.take')}
        onSubmit={() => take(found)}
      >
        {() => (
          <p class="big-number" role="status">
            {found}
          </p>
        )}
      </StepPage>
    )
  }
  return (
    <StepPage
      page="look-up"
      title={tRegistration('lookUp.title')}
      steps={steps}
      validationErrors={sumErrors(validationErrors)}
      action={online ? tRegistration(isAsking ? 'lookUp.asking' : 'lookUp.ask') : undefined}
      isBusy={isAsking}
      onSubmit={ask}
    >
      {(isChecked) => (
        <>
          <p>{tRegistration('lookUp.lead')}</p>
          {!online && (
            <p class="notice" role="status">
              {tRegistration('lookUp.offline')}
            </p>
          )}
          <TextField
            name="fullName"
            label={tUi('details.fullName')}
            value={fullName}
            onChange={(value) => onChange({ fullName: value })}
            validationError={validationErrors.fullName && describeError(validationErrors.fullName)}
            isUrgent={isChecked}
            autoCapitalize="words"
            autoComplete="name"
          />
          <TextField
            name="dateOfBirth"
            label={tUi('details.dateOfBirth')}
            value={dateOfBirth}
            onChange={(value) => onChange({ dateOfBirth: value })}
            validationError={validationErrors.dateOfBirth && describeError(validationErrors.dateOfBirth)}
            isUrgent={isChecked}
            help={tUi('details.dateHelp')}
            autoComplete="bday"
          />
          <TextField
            name="identityNumber"
            label={tRegistration('lookUp.identity')}
            value={identityNumber}
            onChange={(value) => onChange({ identityNumber: value })}
            validationError={
              validationErrors.identityNumber && describeError(validationErrors.identityNumber)
            }
            isUrgent={isChecked}
            inputMode="numeric"
          />
          {error && <ErrorText code={error.code} />}
          <p role="status" class="small">
            {isAsking && tRegistration('challenge.working')}
          </p>
          {isAsking && <progress aria-label={tRegistration('lookUp.asking')} />}
        </>
      )}
    </StepPage>
  )
}

function findErrors({
  fullName,
  dateOfBirth,
  identityNumber,
}: PageProps['form']['values']): RegistrationErrors {
  const name = checkName(fullName)
  const date = checkBirthDate(dateOfBirth, today())
  const isNumber = /^(\d{9}|\d{12})$/.test(compact(identityNumber))
  return {
    ...(name && { fullName: name }),
    ...(date && { dateOfBirth: date }),
    ...(!isNumber && { identityNumber: 'identity9or12' }),
  }
}
