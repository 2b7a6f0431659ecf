import type { SeenDocument } from '../../core/api/back-office-contract.ts'
import { identityKinds } from '../../core/api/registration-contract.ts'
import { today } from '../../ui/browser/today.ts'
import { SelectField } from '../../ui/forms/select-field.tsx'
import { TextField } from '../../ui/forms/text-field.tsx'
import { tOffice } from '../office-texts.ts'

/**
 * The original document that the officer has in hand; its number is typed, never taken over from the
 * declaration.
 */
export function SeenFields({
  seen,
  onChange,
}: {
  seen: SeenDocument
  onChange: (seen: SeenDocument) => void
}) {
  return (
    <fieldset class="stack">
      <legend>{tOffice('seen.legend')}</legend>
      <SelectField
        name="seen-kind"
        label={tOffice('seen.kind')}
        value={seen.kind}
        options={identityKinds.map((value) => ({ value, text: tOffice(`identity.${value}`) }))}
        onChange={(kind) => onChange({ ...seen, kind })}
      />
      <TextField
        name="seen-number"
        label={tOffice('seen.number')}
        help={tOffice('seen.numberHint')}
        value={seen.number}
        onChange={(number) => onChange({ ...seen, number: number.toUpperCase().replace(/[\s.-]/g, '') })}
      />
      <TextField
        name="seen-date"
        label={tOffice('seen.date')}
        type="date"
        max={today()}
        value={seen.date}
        onChange={(date) => onChange({ ...seen, date })}
      />
    </fieldset>
  )
}
