import { useEffect } from 'preact/hooks'
import { type IdentityKind, identityKinds } from '../../../../core/api/registration-contract.ts'
import { today } from '../../../../ui/browser/today.ts'
import { ChoiceField } from '../../../../ui/forms/choice-field.tsx'
import { TextField } from '../../../../ui/forms/text-field.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { describeError, sumErrors } from '../form/describe-error.ts'
import { fieldProps } from '../form/field-props.tsx'
import type { PageProps } from '../form/page-props.ts'
import { checkPage, compact } from '../form/registration-checks.ts'
import { StepPage } from './step-page.tsx'

/** The identity document that the person will show at the office. */
export function IdentityPage({ form, pictures, steps, onChange }: PageProps) {
  const { values } = form
  const validationErrors = checkPage('identity', values, { today: today(), pictures })
  const number = compact(values.number)
  useEffect(() => {
    // a personal number is the number on the card
    if (values.identityNumber === '' && number.length === 12) onChange({ identityNumber: number })
  }, [])
  const text = (field: 'identityNumber' | 'issuedOn', isUrgent: boolean) => ({
    label: tRegistration(`field.${field}`),
    ...fieldProps({ form, onChange }, field, { errors: validationErrors, isUrgent }),
  })
  return (
    <StepPage
      page="identity"
      title={tRegistration('identity.title')}
      steps={steps}
      validationErrors={sumErrors(validationErrors)}
      action={tRegistration(steps.returns ? 'action.done' : 'action.next')}
      onSubmit={steps.next}
    >
      {(isChecked) => (
        <>
          <ChoiceField<IdentityKind>
            isList
            name="identityKind"
            legend={tRegistration('field.identityKind')}
            options={identityKinds.map((value) => ({ value, text: tRegistration(`identity.${value}`) }))}
            value={identityKinds.find((kind) => kind === values.identityKind)}
            onChange={(identityKind) => onChange({ identityKind })}
            validationError={
              isChecked && validationErrors.identityKind
                ? describeError(validationErrors.identityKind)
                : undefined
            }
          />
          <TextField
            {...text('identityNumber', isChecked)}
            inputMode={values.identityKind === 'passport' ? 'text' : 'numeric'}
            autoCapitalize="characters"
          />
          <TextField
            {...text('issuedOn', isChecked)}
            label={tRegistration('identity.issuedOnOptional')}
            help={tRegistration('identity.issuedOnHelp')}
          />
        </>
      )}
    </StepPage>
  )
}
