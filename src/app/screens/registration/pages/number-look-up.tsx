import { useState } from 'preact/hooks'
import { registrationEndpoints } from '../../../../core/api/registration-contract.ts'
import { request } from '../../../../core/api/request.ts'
import { parseWrittenDate } from '../../../../core/dates/partial-date.ts'
import { cleanTyped } from '../../../../core/qr/safe-text.ts'
import { useAction } from '../../../../ui/actions/use-action.ts'
import { issuer } from '../../../../ui/browser/issuer.ts'
import { today } from '../../../../ui/browser/today.ts'
import { TextField } from '../../../../ui/forms/text-field.tsx'
import { useApp } from '../../../app-state.ts'
import { ErrorText } from '../../../requests/error-text.tsx'
import { useSolution } from '../../../requests/use-challenge.ts'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import { checkBirthDate, checkName } from '../../personal-details/details-form.ts'
import { describeError } from '../form/describe-error.ts'
import { compact, type RegistrationErrors } from '../form/registration-checks.ts'

/** What one's own BHXH number is found by. */
export type NumberQuestion = {
  readonly fullName: string
  readonly dateOfBirth: string
  readonly identityNumber: string
}

/** What is still wrong with a question, by field. */
export function checkQuestion(question: NumberQuestion): RegistrationErrors {
  const name = checkName(question.fullName)
  const date = checkBirthDate(question.dateOfBirth, today())
  const isNumber = /^(\d{9}|\d{12})$/.test(compact(question.identityNumber))
  return {
    ...(name && { fullName: name }),
    ...(date && { dateOfBirth: date }),
    ...(!isNumber && { identityNumber: 'identity9or12' }),
  }
}

/** Asks for one's own number, with a proof of work that is made while the fields are filled in. */
export function useNumberLookUp({ fullName, dateOfBirth, identityNumber }: NumberQuestion) {
  const { online } = useApp()
  const [found, setFound] = useState<string>()
  const { isBusy: isAsking, error, run } = useAction()
  const { take: solve } = useSolution(online)
  const ask = () =>
    run(async () => {
      const date = parseWrittenDate(dateOfBirth)
      const { bhxhCode } = await request(issuer, registrationEndpoints.lookUpNumber, {
        body: {
          fullName: cleanTyped(fullName),
          dateOfBirth: date.ok ? date.value : '',
          identityNumber: compact(identityNumber),
          solution: await solve(),
        },
      })
      setFound(bhxhCode)
    })
  return { found, isAsking, error, ask }
}

type NumberFieldsProps = {
  question: NumberQuestion
  onChange: (change: Partial<NumberQuestion>) => void
  /** What is wrong is said at once. */
  isChecked: boolean
  isAsking: boolean
  error: ReturnType<typeof useNumberLookUp>['error']
}

/** The three fields, whether they can be asked now, and how far the answer is. */
export function NumberFields({ question, onChange, isChecked, isAsking, error }: NumberFieldsProps) {
  const { online } = useApp()
  const { fullName, dateOfBirth, identityNumber } = question
  const validationErrors = checkQuestion(question)
  return (
    <>
      <p>{tRegistration('lookUp.lead')}</p>
      {!online && (
        <p class="notice" role="status">
          {tRegistration('lookUp.offline')}
        </p>
      )}
      <TextField
        name="fullName"
        label={tUi('details.fullName')}
        value={fullName}
        onChange={(value) => onChange({ fullName: value })}
        validationError={validationErrors.fullName && describeError(validationErrors.fullName)}
        isUrgent={isChecked}
        autoCapitalize="words"
        autoComplete="name"
      />
      <TextField
        name="dateOfBirth"
        label={tUi('details.dateOfBirth')}
        value={dateOfBirth}
        onChange={(value) => onChange({ dateOfBirth: value })}
        validationError={validationErrors.dateOfBirth && describeError(validationErrors.dateOfBirth)}
        isUrgent={isChecked}
        help={tUi('details.dateHelp')}
        autoComplete="bday"
      />
      <TextField
        name="identityNumber"
        label={tRegistration('lookUp.identity')}
        value={identityNumber}
        onChange={(value) => onChange({ identityNumber: value })}
        validationError={validationErrors.identityNumber && describeError(validationErrors.identityNumber)}
        isUrgent={isChecked}
        inputMode="numeric"
      />
      {error && <ErrorText code={error.code} />}
      <p role="status" class="small">
        {isAsking && tRegistration('challenge.working')}
      </p>
      {isAsking && <progress aria-label={tRegistration('lookUp.asking')} />}
    </>
  )
}
