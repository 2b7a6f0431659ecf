import { familyRelations } from '../../../../core/services/service-words.ts'
import { ChoiceField } from '../../../../ui/forms/choice-field.tsx'
import { SelectField } from '../../../../ui/forms/select-field.tsx'
import { TextField } from '../../../../ui/forms/text-field.tsx'
import { tService } from '../../../texts/service-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import type { ControlProps } from '../fields/control-props.ts'
import { listIn, textsIn } from '../fields/typed-answer.ts'

/** One person or several, each with what the registry knows people by. */
export function PeopleControl({ field, label, hint, typed, onChange, ...props }: ControlProps) {
  const [least, most] = field.repeat ?? [1, 1]
  const given = listIn(typed).map(textsIn)
  const people = given.length === 0 && least > 0 ? [{}] : given
  const replace = (at: number, change: Readonly<Record<string, string>>) =>
    onChange(people.map((person, each) => (each === at ? { ...person, ...change } : person)))
  return (
    <fieldset class="part">
      <legend>{label}</legend>
      {hint && <p class="small">{hint}</p>}
      {people.map((person, at) => (
        <PersonFields
          key={at}
          name={at === 0 ? field.id : `${field.id}-${at}`}
          legend={tService('person.number', { number: at + 1 })}
          person={person}
          onChange={(change) => replace(at, change)}
          {...(people.length > least && {
            onRemove: () => onChange(people.filter((_person, each) => each !== at)),
          })}
        />
      ))}
      {people.length < most && (
        <button type="button" class="plain wide" onClick={() => onChange([...people, {}])}>
          {tService('person.add')}
        </button>
      )}
      {props.isUrgent && props.validationError && <p class="validation-error">{props.validationError}</p>}
    </fieldset>
  )
}

type PersonFieldsProps = {
  name: string
  legend: string
  person: Readonly<Record<string, string>>
  onChange: (change: Readonly<Record<string, string>>) => void
  onRemove?: () => void
}

function PersonFields({ name, legend, person, onChange, onRemove }: PersonFieldsProps) {
  const text = (part: string) => ({
    value: person[part] ?? '',
    onChange: (value: string) => onChange({ [part]: value }),
  })
  const [sex, relation] = [person['sex'], person['relation']]
  return (
    <fieldset class="part inner">
      <legend>{legend}</legend>
      <TextField name={name} label={tUi('details.fullName')} {...text('fullName')} autoCapitalize="words" />
      <TextField
        name={`${name}-birth`}
        label={tUi('details.dateOfBirth')}
        help={tUi('details.dateHelp')}
        {...text('dateOfBirth')}
      />
      <ChoiceField
        name={`${name}-sex`}
        legend={tUi('details.sex')}
        options={(['male', 'female'] as const).map((value) => ({ value, text: tUi(`details.${value}`) }))}
        value={sex === 'male' || sex === 'female' ? sex : ''}
        onChange={(value) => onChange({ sex: value })}
      />
      <TextField
        name={`${name}-id`}
        label={tService('person.personalId')}
        help={tService('person.optional')}
        {...text('personalId')}
        inputMode="numeric"
      />
      <SelectField
        name={`${name}-relation`}
        label={tService('person.relation')}
        none={tService('person.relationPick')}
        value={familyRelations.find((each) => each === relation) ?? ''}
        options={familyRelations.map((value) => ({ value, text: tService(`relation.${value}`) }))}
        onChange={(value) => onChange({ relation: value })}
      />
      {onRemove && (
        <button type="button" class="link" onClick={onRemove}>
          {tService('person.remove', { person: person['fullName'] || legend })}
        </button>
      )}
    </fieldset>
  )
}
