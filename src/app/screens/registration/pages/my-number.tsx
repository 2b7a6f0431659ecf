import { useState } from 'preact/hooks'
import { useApp } from '../../../app-state.ts'
import { tLookup } from '../../../texts/lookup-texts.ts'
import { registrationTexts, tRegistration } from '../../../texts/registration-texts.ts'
import { checkQuestion, NumberFields, type NumberQuestion, useNumberLookUp } from './number-look-up.tsx'

/** The number of a card in the wallet, with what the person calls the card. */
type KnownNumber = { readonly id: string; readonly name: string; readonly code: string }

/**
 * One's own BHXH number: of the cards in the wallet without a network, else by name, date of birth and
 * identity-card number as when registering.
 */
export function MyNumber({ known }: { known: readonly KnownNumber[] }) {
  registrationTexts.use()
  const { online } = useApp()
  const [question, setQuestion] = useState<NumberQuestion>({
    fullName: '',
    dateOfBirth: '',
    identityNumber: '',
  })
  const [isChecked, setIsChecked] = useState(false)
  const { found, isAsking, error, ask } = useNumberLookUp(question)
  const submit = () => {
    setIsChecked(true)
    if (Object.keys(checkQuestion(question)).length === 0) void ask()
  }
  return (
    <section aria-labelledby="my-number">
      <h2 id="my-number">{tLookup('lookup.kind.number')}</h2>
      {known.length > 0 && (
        <dl class="facts">
          {known.map(({ id, name, code }) => (
            <div key={id}>
              <dt translate={false}>{name}</dt>
              <dd translate={false}>{code}</dd>
            </div>
          ))}
        </dl>
      )}
      {found !== undefined ? (
        <>
          <p>{tRegistration('lookUp.found')}</p>
          <p class="big-number" role="status" translate={false}>
            {found}
          </p>
        </>
      ) : (
        <details open={known.length === 0}>
          <summary>{tLookup('lookup.number.ask')}</summary>
          <form
            class="report-form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              if (!isAsking) submit()
            }}
          >
            <NumberFields
              question={question}
              onChange={(change) => setQuestion((before) => ({ ...before, ...change }))}
              isChecked={isChecked}
              isAsking={isAsking}
              error={error}
            />
            {online && (
              <button type="submit" class="primary" aria-disabled={isAsking}>
                {tRegistration(isAsking ? 'lookUp.asking' : 'lookUp.ask')}
              </button>
            )}
          </form>
        </details>
      )}
    </section>
  )
}
