import type { KnownPlaces, PackField, PackKind, PackRow } from '../../core/content/pack-kind.ts'
import { SelectField } from '../../ui/forms/select-field.tsx'
import { TextField } from '../../ui/forms/text-field.tsx'
import { tOffice } from '../office-texts.ts'
import { describeField, nameColumn, nameFault } from './content-words.ts'

type RowFormProps = {
  kind: PackKind
  rowKey: string
  row: PackRow
  known: KnownPlaces
  onChange: (field: string, value: string) => void
}

/** The fields of one row; each says what is wrong with it. */
export function RowForm({ kind, rowKey, row, known, onChange }: RowFormProps) {
  const checked = kind.write({ asOf: '2026-01-01', rows: new Map([[rowKey, row]]) }, known)
  return (
    <div class="content-fields">
      {kind.fields.map((field) => (
        <RowField
          key={field.name}
          field={field}
          value={row[field.name] ?? ''}
          fault={!checked.ok && checked.error.field === field.name ? checked.error.why : undefined}
          onChange={(value) => onChange(field.name, value)}
        />
      ))}
    </div>
  )
}

type RowFieldProps = {
  field: PackField
  value: string
  fault: string | undefined
  onChange: (value: string) => void
}

function RowField({ field: { name, form, choices = [], maxLength }, value, fault, onChange }: RowFieldProps) {
  if (form === 'choice')
    return (
      <SelectField
        name={name}
        label={nameColumn(name)}
        value={value}
        options={['', ...choices].map((choice) => ({
          value: choice,
          text: choice === '' ? tOffice('content.unknown') : describeField(name, choice),
        }))}
        onChange={onChange}
      />
    )
  return (
    <TextField
      name={name}
      label={nameColumn(name)}
      value={value}
      maxLength={maxLength}
      isUrgent
      {...(maxLength > 300 && { rows: 3 })}
      {...(form === 'date' && { help: tOffice('content.dateHint') })}
      {...(form === 'phone' && { type: 'tel' as const })}
      validationError={fault && nameFault(fault)}
      onChange={onChange}
    />
  )
}
