import { today } from '../../../../ui/browser/today.ts'
import { ChoiceField } from '../../../../ui/forms/choice-field.tsx'
import { TextField } from '../../../../ui/forms/text-field.tsx'
import { FieldNotes, FillBar } from '../../../forms/fill-bar.tsx'
import { filledMark } from '../../../forms/filled-mark.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import { describeError, sumErrors } from '../form/describe-error.ts'
import { ethnicGroups } from '../form/ethnic-groups.ts'
import { fieldProps } from '../form/field-props.tsx'
import type { PageProps } from '../form/page-props.ts'
import { checkPage } from '../form/registration-checks.ts'
import type { RegistrationField } from '../form/registration-form.ts'
import { StepPage } from './step-page.tsx'

/**
 * Who the account is for: number, name, date of birth, sex, which a scan fills in, nationality and people.
 */
export function PersonPage({ form, pictures, steps, onChange, onForm }: PageProps) {
  const { values } = form
  const validationErrors = checkPage('person', values, { today: today(), pictures })
  const text = (field: RegistrationField & keyof typeof validationErrors, isUrgent: boolean) =>
    fieldProps({ form, onChange }, field, { errors: validationErrors, isUrgent })
  return (
    <StepPage
      page="person"
      title={tRegistration('person.title')}
      steps={steps}
      validationErrors={sumErrors(validationErrors)}
      action={tRegistration(steps.returns ? 'action.done' : 'action.next')}
      onSubmit={steps.next}
    >
      {(isChecked) => (
        <>
          <div class="offer">
            <p>{tRegistration('person.scanLead')}</p>
            <button type="button" class="plain" onClick={() => steps.go('scan')}>
              {tRegistration('person.scan')}
            </button>
          </div>
          <FillBar form={form} onChange={(next) => onForm(() => next)} />
          <TextField
            {...text('number', isChecked)}
            label={tRegistration('field.number')}
            inputMode="numeric"
            help={tRegistration('person.numberHelp')}
          />
          <p>
            <button type="button" class="link" onClick={() => steps.go('look-up')}>
              {tRegistration('person.lookUp')}
            </button>
          </p>
          <TextField
            {...text('fullName', isChecked)}
            label={tUi('details.fullName')}
            help={tRegistration('person.nameHelp')}
            autoCapitalize="words"
            autoComplete="name"
          />
          <TextField
            {...text('dateOfBirth', isChecked)}
            label={tUi('details.dateOfBirth')}
            help={tUi('details.dateHelp')}
            autoComplete="bday"
          />
          <ChoiceField
            name="sex"
            legend={tUi('details.sex')}
            options={(['male', 'female'] as const).map((value) => ({
              value,
              text: tUi(`details.${value}`),
            }))}
            value={values.sex === 'male' || values.sex === 'female' ? values.sex : ''}
            onChange={(sex) => onChange({ sex })}
            mark={filledMark(form.filled.has('sex'))}
          >
            <FieldNotes form={form} field="sex" />
            {isChecked && validationErrors.sex && (
              <p class="validation-error">{describeError(validationErrors.sex)}</p>
            )}
          </ChoiceField>
          <TextField
            {...text('nationality', isChecked)}
            label={tRegistration('field.nationality')}
            autoCapitalize="words"
          />
          <TextField
            {...text('ethnicity', isChecked)}
            label={tRegistration('person.ethnicityOptional')}
            help={tRegistration('person.ethnicityHelp')}
            autoCapitalize="words"
            suggestions={ethnicGroups}
          />
        </>
      )}
    </StepPage>
  )
}
