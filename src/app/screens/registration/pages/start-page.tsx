import { useState } from 'preact/hooks'
import { MissingNotice, useMissing } from '../../../browser/missing-notice.tsx'
import { sayRegistration } from '../../../texts/registration-texts.ts'
import { isBegun, type RegistrationForm } from '../form/registration-form.ts'
import { isPage, stepOf } from '../steps.ts'
import type { Steps } from '../use-steps.ts'
import { StepHead } from './step-page.tsx'

type StartPageProps = { form: RegistrationForm; steps: Steps; onDiscard: () => void }

/** What registering takes and what comes of it; an earlier draft goes on where it was left. */
export function StartPage({ form, steps, onDiscard }: StartPageProps) {
  const { missing, isBarred } = useMissing('keep')
  const [isAsking, setAsking] = useState(false)
  const { page } = form.values
  const isContinued = isBegun(form)
  const left = isPage(page) && page !== 'start' ? page : 'person'
  return (
    <>
      <StepHead page="start" steps={steps} />
      <h1 tabIndex={-1}>{sayRegistration('registration.title')}</h1>
      <MissingNotice missing={missing} />
      {isContinued ? (
        <section class="offer">
          <p>{sayRegistration('start.draft', { name: sayRegistration(`step.${stepOf(left).step}`) })}</p>
          <p class="small">{sayRegistration('start.draftKept')}</p>
        </section>
      ) : (
        <>
          <p>{sayRegistration('start.lead')}</p>
          <h2>{sayRegistration('start.needTitle')}</h2>
          <ul>
            {(['document', 'phone', 'pictures'] as const).map((need) => (
              <li key={need}>{sayRegistration(`start.need.${need}`)}</li>
            ))}
          </ul>
          <h2>{sayRegistration('start.thenTitle')}</h2>
          <ol class="steps">
            {(['fill', 'office', 'account'] as const).map((then) => (
              <li key={then}>
                <span>{sayRegistration(`start.then.${then}`)}</span>
              </li>
            ))}
          </ol>
          <p class="small">{sayRegistration('start.who')}</p>
        </>
      )}
      <button
        type="button"
        class="primary"
        aria-disabled={isBarred}
        onClick={() => !isBarred && steps.go(isContinued ? left : 'person')}
      >
        {sayRegistration(isContinued ? 'start.continue' : 'start.begin')}
      </button>
      {isContinued && !isAsking && (
        <button type="button" class="plain wide" onClick={() => setAsking(true)}>
          {sayRegistration('start.discard')}
        </button>
      )}
      {isContinued && isAsking && (
        <section class="notice stack" role="alert">
          <p>{sayRegistration('start.discardSure')}</p>
          <button
            type="button"
            class="plain wide"
            onClick={() => {
              setAsking(false)
              onDiscard()
            }}
          >
            {sayRegistration('start.discardYes')}
          </button>
        </section>
      )}
      <ul class="entries">
        <li>
          <a href="/dang-nhap">{sayRegistration('start.signIn')}</a>
        </li>
        <li>
          <a href="/dang-ky/ho-so">{sayRegistration('start.file')}</a>
        </li>
      </ul>
    </>
  )
}
