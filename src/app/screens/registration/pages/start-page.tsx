import { useState } from 'preact/hooks'
import { MissingNotice, useMissing } from '../../../browser/missing-notice.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { isBegun, type RegistrationForm } from '../form/registration-form.ts'
import { isPage, stepOf } from '../steps.ts'
import type { Steps } from '../use-steps.ts'
import { StepHead } from './step-page.tsx'

type StartPageProps = { form: RegistrationForm; steps: Steps; onDiscard: () => void }

/** What registering takes and what comes of it; an earlier draft goes on where it was left. */
export function StartPage({ form, steps, onDiscard }: StartPageProps) {
  const { missing, isBarred } = useMissing('keep')
  const [isConfirming, setConfirming] = useState(false)
  const { page } = form.values
  const isContinued = isBegun(form)
  const left = isPage(page) && page !== 'start' ? page : 'person'
  return (
    <>
      <StepHead page="start" steps={steps} />
      <h1 tabIndex={-1}>{tRegistration('registration.title')}</h1>
      <MissingNotice missing={missing} />
      {isContinued ? (
        <section class="offer">
          <p>{tRegistration('start.draft', { name: tRegistration(`step.${stepOf(left).step}`) })}</p>
          <p class="small">{tRegistration('start.draftKept')}</p>
        </section>
      ) : (
        <>
          <p>{tRegistration('start.lead')}</p>
          <h2>{tRegistration('start.needTitle')}</h2>
          <ul>
            {(['document', 'phone', 'pictures'] as const).map((need) => (
              <li key={need}>{tRegistration(`start.need.${need}`)}</li>
            ))}
          </ul>
          <h2>{tRegistration('start.thenTitle')}</h2>
          <ol class="steps">
            {(['fill', 'office', 'account'] as const).map((then) => (
              <li key={then}>
                <span>{tRegistration(`start.then.${then}`)}</span>
              </li>
            ))}
          </ol>
          <p class="small">{tRegistration('start.who')}</p>
        </>
      )}
      <button
        type="button"
        class="primary"
        aria-disabled={isBarred}
        onClick={() => !isBarred && steps.go(isContinued ? left : 'person')}
      >
        {tRegistration(isContinued ? 'start.continue' : 'start.begin')}
      </button>
      {isContinued && !isConfirming && (
        <button type="button" class="plain wide" onClick={() => setConfirming(true)}>
          {tRegistration('start.discard')}
        </button>
      )}
      {isContinued && isConfirming && (
        <section class="notice stack" role="alert">
          <p>{tRegistration('start.discardSure')}</p>
          <button
            type="button"
            class="plain wide"
            onClick={() => {
              setConfirming(false)
              onDiscard()
            }}
          >
            {tRegistration('start.discardYes')}
          </button>
        </section>
      )}
      <ul class="entries">
        <li>
          <a href="/dang-nhap">{tRegistration('start.signIn')}</a>
        </li>
        <li>
          <a href="/dang-ky/ho-so">{tRegistration('start.file')}</a>
        </li>
      </ul>
    </>
  )
}
