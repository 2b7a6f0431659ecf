import { SelectField } from '../../../../ui/forms/select-field.tsx'
import { TextField } from '../../../../ui/forms/text-field.tsx'
import { tService } from '../../../texts/service-texts.ts'
import type { ControlProps } from '../fields/control-props.ts'
import { textsIn } from '../fields/typed-answer.ts'
import { banks } from './banks.ts'

/** Bank, number and holder of an account. */
export function BankAccountControl({ field, label, hint, typed, onChange, ...props }: ControlProps) {
  const account = textsIn(typed)
  const change = (part: string) => (text: string) => onChange({ ...account, [part]: text })
  return (
    <fieldset class="part">
      <legend>{label}</legend>
      {hint && <p class="small">{hint}</p>}
      <SelectField
        name={field.id}
        label={tService('account.bank')}
        none={tService('account.bankPick')}
        value={account['bank'] ?? ''}
        options={Object.entries(banks)
          .map(([value, text]) => ({ value, text }))
          .sort((one, other) => one.text.localeCompare(other.text))}
        onChange={change('bank')}
      />
      <TextField
        name={`${field.id}-number`}
        label={tService('account.number')}
        value={account['number'] ?? ''}
        onChange={change('number')}
        inputMode="numeric"
        maxLength={40}
      />
      <TextField
        name={`${field.id}-holder`}
        label={tService('account.holder')}
        help={tService('account.holderHelp')}
        value={account['holder'] ?? ''}
        onChange={change('holder')}
        autoCapitalize="characters"
        maxLength={70}
        validationError={props.validationError}
        isUrgent={props.isUrgent}
      />
    </fieldset>
  )
}
