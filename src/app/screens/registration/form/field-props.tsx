import { FieldNotes } from '../../../forms/fill-bar.tsx'
import { filledMark } from '../../../forms/filled-mark.ts'
import { describeError } from './describe-error.ts'
import type { PageProps } from './page-props.ts'
import type { RegistrationErrors } from './registration-checks.ts'
import type { RegistrationField } from './registration-form.ts'

/**
 * What each text field of a page has in common: its value, what a code filled in, and what is wrong with it.
 */
export function fieldProps<Field extends RegistrationField & keyof RegistrationErrors>(
  { form, onChange }: Pick<PageProps, 'form' | 'onChange'>,
  field: Field,
  { errors, isUrgent }: { errors: RegistrationErrors; isUrgent: boolean },
) {
  const error = errors[field]
  return {
    name: field,
    value: form.values[field],
    onChange: (value: string) => onChange({ [field]: value }),
    mark: filledMark(form.filled.has(field)),
    note: <FieldNotes form={form} field={field} />,
    validationError: error && describeError(error),
    isUrgent,
  }
}
