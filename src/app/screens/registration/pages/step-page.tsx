import { Icon } from '../../../../card-view/icon.tsx'
import { CheckedForm, type CheckedFormProps } from '../../../forms/checked-form.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import { type Page, stepOf, steps } from '../steps.ts'
import type { Steps } from '../use-steps.ts'

type StepPageProps = Omit<CheckedFormProps, 'summaryTitle'> & { page: Page; title: string; steps: Steps }

/**
 * The frame of a page: where one is among the five steps, the heading, what is wrong, the content, and one
 * thing to do.
 */
export function StepPage({ page, title, steps, ...form }: StepPageProps) {
  return (
    <>
      <StepHead page={page} steps={steps} />
      <h1 tabIndex={-1}>{title}</h1>
      <CheckedForm {...form} summaryTitle={(count) => tRegistration('summary.title', { count })} />
    </>
  )
}

/** The way back, and which of the five steps this is. */
export function StepHead({ page, steps: { back } }: { page: Page; steps: Steps }) {
  const { step, place } = stepOf(page)
  return (
    <div class="step-head">
      {page !== 'start' && (
        <button type="button" class="up" onClick={back}>
          <Icon name="back" />
          {tUi('action.back')}
        </button>
      )}
      <p class="step-name">
        {tRegistration('step.of', {
          place,
          total: steps.length,
          name: tRegistration(`step.${step}`),
        })}
      </p>
      <div class="step-bar" aria-hidden="true">
        {steps.map((each, at) => (
          <span key={each} class={at < place ? 'done' : undefined} />
        ))}
      </div>
    </div>
  )
}
