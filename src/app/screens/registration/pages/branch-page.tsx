import { useEffect, useState } from 'preact/hooks'
import { listNearestBranches } from '../../../../core/registration/branches.ts'
import { today } from '../../../../ui/browser/today.ts'
import { ChoiceField } from '../../../../ui/forms/choice-field.tsx'
import { WardPicker } from '../../../addresses/ward-picker.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import { describeError, sumErrors } from '../form/describe-error.ts'
import type { PageProps } from '../form/page-props.ts'
import { checkPage } from '../form/registration-checks.ts'
import { useOffices } from '../use-offices.ts'
import { StepPage } from './step-page.tsx'

/** So many offices are shown at once, the nearest first. */
const MOST_OFFERED = 6

/** The office that the person will go to: the nearest to the address, or to another ward. */
export function BranchPage({ form, pictures, steps, onChange }: PageProps) {
  const { values } = form
  const { offices, failed, retry } = useOffices()
  const [isElsewhere, setElsewhere] = useState(values.officeProvince !== '')
  const provinceCode = values.officeProvince || values.provinceCode
  const wardCode = values.officeProvince ? values.officeWard : values.wardCode
  const offered = listNearestBranches(offices ?? [], { provinceCode, wardCode }).slice(0, MOST_OFFERED)
  const [nearest] = offered
  const isOffered = offered.some(({ code }) => code === values.officeCode)
  useEffect(() => {
    if (offices && !isOffered) onChange({ officeCode: nearest?.code ?? '' })
  }, [offices, provinceCode, wardCode])
  const validationErrors = checkPage('office', values, { today: today(), pictures })
  const wantsMail = values.mailDeclaration === 'yes'
  return (
    <StepPage
      page="office"
      title={tRegistration('office.title')}
      steps={steps}
      validationErrors={sumErrors(validationErrors)}
      action={tRegistration(steps.returns ? 'action.done' : 'action.next')}
      onSubmit={steps.next}
    >
      {(isChecked) => (
        <>
          <p>{tRegistration('office.lead')}</p>
          {failed && (
            <div class="notice" role="alert">
              <p>{tRegistration('office.failed')}</p>
              <button type="button" class="plain" onClick={retry}>
                {tUi('scan.retry')}
              </button>
            </div>
          )}
          {!offices && !failed && <p class="small">{tUi('ward.loading')}</p>}
          {offered.length > 0 && (
            <ChoiceField
              isList
              name="officeCode"
              legend={tRegistration('field.officeCode')}
              options={offered.map(({ code, name, address }, at) => ({
                value: code,
                text: name,
                more: [at === 0 && tRegistration('office.nearest'), address].filter(Boolean).join(' · '),
              }))}
              value={values.officeCode}
              onChange={(officeCode) => onChange({ officeCode })}
              validationError={
                isChecked && validationErrors.officeCode
                  ? describeError(validationErrors.officeCode)
                  : undefined
              }
            />
          )}
          <details open={isElsewhere} onToggle={(event) => setElsewhere(event.currentTarget.open)}>
            <summary>{tRegistration('office.elsewhere')}</summary>
            {isElsewhere && (
              <WardPicker
                province={provinceCode}
                ward={wardCode}
                onChoose={({ province, ward }) => onChange({ officeProvince: province, officeWard: ward })}
              />
            )}
          </details>
          {values.email.trim() !== '' && (
            <label class="check">
              <input
                type="checkbox"
                checked={wantsMail}
                onChange={() => onChange({ mailDeclaration: wantsMail ? '' : 'yes' })}
              />
              {tRegistration('field.mailDeclaration')}
            </label>
          )}
        </>
      )}
    </StepPage>
  )
}
