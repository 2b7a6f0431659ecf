import { useApp } from '../../../app-state.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { sumErrors } from '../form/describe-error.ts'
import type { PageProps } from '../form/page-props.ts'
import { checkQuestion, NumberFields, useNumberLookUp } from './number-look-up.tsx'
import { StepPage } from './step-page.tsx'

/**
 * One's own BHXH number, by name, date of birth and identity-card number. It takes a network; what was typed
 * stays.
 */
export function LookUpPage({ form, steps, onChange }: PageProps) {
  const { online } = useApp()
  const { fullName, dateOfBirth, identityNumber } = form.values
  const question = { fullName, dateOfBirth, identityNumber }
  const { found, isAsking, error, ask } = useNumberLookUp(question)
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
      validationErrors={sumErrors(checkQuestion(question))}
      action={online ? tRegistration(isAsking ? 'lookUp.asking' : 'lookUp.ask') : undefined}
      isBusy={isAsking}
      onSubmit={ask}
    >
      {(isChecked) => (
        <NumberFields
          question={question}
          onChange={onChange}
          isChecked={isChecked}
          isAsking={isAsking}
          error={error}
        />
      )}
    </StepPage>
  )
}
