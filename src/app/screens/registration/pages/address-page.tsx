import { useState } from 'preact/hooks'
import { today } from '../../../../ui/browser/today.ts'
import { TextField } from '../../../../ui/forms/text-field.tsx'
import { provinceOfWard } from '../../../addresses/find-ward.ts'
import { WardChoice } from '../../../addresses/ward-choice.tsx'
import { WardPicker } from '../../../addresses/ward-picker.tsx'
import { FieldNotes } from '../../../forms/fill-bar.tsx'
import { filledMark } from '../../../forms/filled-mark.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { describeError, sumErrors } from '../form/describe-error.ts'
import type { PageProps } from '../form/page-props.ts'
import { checkPage } from '../form/registration-checks.ts'
import { StepPage } from './step-page.tsx'

/** Where the person lives: as written on the document, with today's ward read from it or chosen by hand. */
export function AddressPage({ form, pictures, steps, onChange, onForm }: PageProps) {
  const { values } = form
  const isByHand = values.wardBy === 'hand'
  const [isPicking, setPicking] = useState(isByHand)
  const validationErrors = checkPage('address', values, { today: today(), pictures })
  const choose = async (wardCode: string, houseLine: string) => {
    const provinceCode = wardCode === '' ? '' : await provinceOfWard(wardCode)
    onForm((now) => {
      const { values: before } = now
      const isSame = before.wardCode === wardCode && before.houseLine === houseLine
      if (isSame && before.provinceCode === provinceCode) return now
      return {
        ...now,
        values: { ...before, wardCode, provinceCode, houseLine, officeCode: '', declarationId: '' },
      }
    })
  }
  const pick = () => {
    setPicking(true)
    onChange({ wardBy: 'hand' })
  }
  const readAgain = () => {
    setPicking(false)
    onChange({ wardBy: '', wardCode: '', provinceCode: '' })
  }
  return (
    <StepPage
      page="address"
      title={tRegistration('address.title')}
      steps={steps}
      validationErrors={sumErrors(validationErrors)}
      action={tRegistration(steps.returns ? 'action.done' : 'action.next')}
      onSubmit={steps.next}
    >
      {(isChecked) => (
        <>
          <TextField
            name="address"
            label={tRegistration('field.address')}
            help={tRegistration(isPicking ? 'address.helpLine' : 'address.help')}
            value={values.address}
            onChange={(address) => onChange({ address, houseLine: '' })}
            mark={filledMark(form.filled.has('address'))}
            note={<FieldNotes form={form} field="address" />}
            validationError={validationErrors.address && describeError(validationErrors.address)}
            isUrgent={isChecked}
            rows={3}
            autoComplete="street-address"
          />
          {isPicking ? (
            <>
              <WardPicker
                province={values.provinceCode}
                ward={values.wardCode}
                onChoose={({ province, ward }) =>
                  onChange({ provinceCode: province, wardCode: ward, officeCode: '' })
                }
              />
              <button type="button" class="link" onClick={readAgain}>
                {tRegistration('address.readAgain')}
              </button>
            </>
          ) : (
            <>
              <WardChoice
                address={values.address}
                ward={values.wardCode}
                onChoose={(ward, line) => void choose(ward, line)}
              />
              <button type="button" name="wardCode" class="link" onClick={pick}>
                {tRegistration('address.pick')}
              </button>
            </>
          )}
          {isChecked && validationErrors.wardCode && (
            <p class="validation-error">{describeError(validationErrors.wardCode)}</p>
          )}
        </>
      )}
    </StepPage>
  )
}
