import { today } from '../../../../ui/browser/today.ts'
import { FieldNotes, FillBar } from '../../../forms/fill-bar.tsx'
import { ChoiceField, TextField } from '../../../forms/text-field.tsx'
import { sayRegistration } from '../../../texts/registration-texts.ts'
import { sayScan } from '../../../texts/scan-texts.ts'
import { describeDefect, sumDefects } from '../form/describe-error.ts'
import { ethnicGroups } from '../form/ethnic-groups.ts'
import { checkPage } from '../form/registration-checks.ts'
import type { RegistrationField } from '../form/registration-form.ts'
import type { PageProps } from '../form/registration-parts.ts'
import { StepPage } from './step-page.tsx'

/** Who the account is for: number, name, date of birth, sex, which a scan fills in, nationality and people. */
export function PersonPage({ form, pictures, steps, onChange, onForm }: PageProps) {
  const { values } = form
  const defects = checkPage('person', values, { today: today(), pictures })
  const text = (field: RegistrationField & keyof typeof defects, isChecked: boolean) => ({
    name: field,
    value: values[field],
    onChange: (value: string) => onChange({ [field]: value }),
    isFilled: form.filled.has(field),
    note: <FieldNotes form={form} field={field} />,
    defect: defects[field] && describeDefect(defects[field]),
    isUrgent: isChecked,
  })
  return (
    <StepPage
      page="person"
      title={sayRegistration('person.title')}
      steps={steps}
      defects={sumDefects(defects)}
      action={sayRegistration(steps.returns ? 'action.done' : 'action.next')}
      onSubmit={steps.next}
    >
      {(isChecked) => (
        <>
          <div class="offer">
            <p>{sayRegistration('person.scanLead')}</p>
            <button type="button" class="plain" onClick={() => steps.go('scan')}>
              {sayRegistration('person.scan')}
            </button>
          </div>
          <FillBar form={form} onChange={(next) => onForm(() => next)} />
          <TextField
            {...text('number', isChecked)}
            label={sayRegistration('field.number')}
            inputMode="numeric"
            help={sayRegistration('person.numberHelp')}
          />
          <p>
            <button type="button" class="link" onClick={() => steps.go('look-up')}>
              {sayRegistration('person.lookUp')}
            </button>
          </p>
          <TextField
            {...text('fullName', isChecked)}
            label={sayScan('details.fullName')}
            help={sayRegistration('person.nameHelp')}
            autoCapitalize="words"
            autoComplete="name"
          />
          <TextField
            {...text('dateOfBirth', isChecked)}
            label={sayScan('details.dateOfBirth')}
            help={sayScan('details.dateHelp')}
            autoComplete="bday"
          />
          <ChoiceField
            name="sex"
            legend={sayScan('details.sex')}
            options={(['male', 'female'] as const).map((value) => ({
              value,
              text: sayScan(`details.${value}`),
            }))}
            value={values.sex === 'male' || values.sex === 'female' ? values.sex : ''}
            onChange={(sex) => onChange({ sex })}
            isFilled={form.filled.has('sex')}
          >
            <FieldNotes form={form} field="sex" />
            {isChecked && defects.sex && <p class="defect">{describeDefect(defects.sex)}</p>}
          </ChoiceField>
          <TextField
            {...text('nationality', isChecked)}
            label={sayRegistration('field.nationality')}
            autoCapitalize="words"
          />
          <TextField
            {...text('ethnicity', isChecked)}
            label={sayRegistration('person.ethnicityOptional')}
            help={sayRegistration('person.ethnicityHelp')}
            autoCapitalize="words"
            suggestions={ethnicGroups}
          />
        </>
      )}
    </StepPage>
  )
}
