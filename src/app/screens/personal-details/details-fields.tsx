import { today } from '../../../ui/browser/today.ts'
import { ChoiceField } from '../../../ui/forms/choice-field.tsx'
import { TextField } from '../../../ui/forms/text-field.tsx'
import { WardChoice } from '../../addresses/ward-choice.tsx'
import { FieldNotes, FillBar } from '../../forms/fill-bar.tsx'
import { changeField } from '../../forms/filled-form.ts'
import { filledMark } from '../../forms/filled-mark.ts'
import { tUi } from '../../texts/ui-texts.ts'
import { checkDetails, type DetailsField, type DetailsForm } from './details-form.ts'

type DetailsFieldsProps = {
  form: DetailsForm
  onChange: (form: DetailsForm) => void
  /** Code of today's ward of the address; empty while it is not known or chosen. */
  ward: string
  onWard: (wardCode: string) => void
  /** Says what is missing or wrong in every field, also in those that the person has not been to. */
  isChecked: boolean
}

/** The fields of the personal details: what a code filled in is marked, and taken out again in one tap. */
export function DetailsFields({ form, onChange, ward, onWard, isChecked }: DetailsFieldsProps) {
  const validationErrors = checkDetails(form.values, today())
  const change = (field: DetailsField) => (value: string) => onChange(changeField(form, field, value))
  const text = (field: DetailsField) => ({
    name: field,
    label: tUi(`details.${field}`),
    value: form.values[field],
    onChange: change(field),
    mark: filledMark(form.filled.has(field)),
    note: <FieldNotes form={form} field={field} />,
    validationError: validationErrors[field] && tUi(`field.${validationErrors[field]}`),
    isUrgent: isChecked,
  })
  return (
    <>
      <FillBar form={form} onChange={onChange} />
      <TextField {...text('number')} inputMode="numeric" />
      <TextField {...text('fullName')} autoCapitalize="words" autoComplete="name" />
      <TextField {...text('dateOfBirth')} autoComplete="bday" help={tUi('details.dateHelp')} />
      <ChoiceField
        name="sex"
        legend={tUi('details.sex')}
        options={(['male', 'female'] as const).map((value) => ({ value, text: tUi(`details.${value}`) }))}
        value={form.values.sex === 'male' || form.values.sex === 'female' ? form.values.sex : ''}
        onChange={change('sex')}
        mark={filledMark(form.filled.has('sex'))}
      >
        <FieldNotes form={form} field="sex" />
      </ChoiceField>
      <TextField {...text('address')} rows={3} autoComplete="street-address" />
      <WardChoice address={form.values.address} ward={ward} onChoose={onWard} />
    </>
  )
}
