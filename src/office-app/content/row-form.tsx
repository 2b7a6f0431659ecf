import type { PackField, PackKind, PackRow } from '../../core/content/pack-kind.ts'
import { SelectField } from '../../ui/forms/select-field.tsx'
import { TextField } from '../../ui/forms/text-field.tsx'
import { tOffice } from '../office-texts.ts'
import { describeFault, describeField, nameColumn } from './content-words.ts'
import type { Places } from './pack-files.ts'

type RowFormProps = {
  kind: PackKind
  rowKey: string
  row: PackRow
  places: Places
  /** With the fields that become something else. */
  onChange: (values: PackRow) => void
}

/** The fields of one row; each says what is wrong with it. */
export function RowForm({ kind, rowKey, row, places, onChange }: RowFormProps) {
  const checked = kind.write({ asOf: '2026-01-01', rows: new Map([[rowKey, row]]) }, places.known)
  return (
    <div class="content-fields">
      {kind.fields.map((field) => (
        <RowField
          key={field.name}
          field={field}
          value={row[field.name] ?? ''}
          options={listOptions(field, row, places)}
          fault={!checked.ok && checked.error.field === field.name ? describeFault(checked.error) : undefined}
          onChange={(value) => {
            // A ward lies in one province.
            const wards = kind.fields.filter(({ within }) => within === field.name)
            onChange({ ...Object.fromEntries(wards.map(({ name }) => [name, ''])), [field.name]: value })
          }}
        />
      ))}
    </div>
  )
}

type Option = { readonly value: string; readonly text: string }

/** What a field offers; undefined where anything may be typed. */
function listOptions(field: PackField, row: PackRow, { provinces }: Places): readonly Option[] | undefined {
  const { name, form, choices = [], within = '' } = field
  if (form === 'choice') return choices.map((value) => ({ value, text: describeField(name, value) }))
  if (form !== 'province' && form !== 'ward') return undefined
  const units = form === 'province' ? provinces : provinces.find(({ code }) => code === row[within])?.wards
  const options = (units ?? []).map((unit) => ({ value: unit.code, text: unit.name }))
  const value = row[name] ?? ''
  const isOffered = value === '' || options.some((option) => option.value === value)
  return isOffered ? options : [{ value, text: value }, ...options]
}

type RowFieldProps = {
  field: PackField
  value: string
  options: readonly Option[] | undefined
  fault: string | undefined
  onChange: (value: string) => void
}

function RowField({ field, value, options, fault, onChange }: RowFieldProps) {
  const { name, form, maxLength } = field
  if (options)
    return (
      <SelectField
        name={name}
        label={nameColumn(name)}
        value={value}
        options={[{ value: '', text: tOffice('content.unknown') }, ...options]}
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
      {...(maxLength > 300 && { rows: form === 'markdown' ? 16 : 3 })}
      {...(form === 'markdown' && { help: tOffice('content.markdownHint') })}
      {...(form === 'date' && { help: tOffice('content.dateHint') })}
      {...(form === 'phone' && { type: 'tel' as const })}
      validationError={fault}
      onChange={onChange}
    />
  )
}
