import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Icon } from '../../../../card-view/icon.tsx'
import { tRegistration } from '../../../texts/registration-texts.ts'
import { tUi } from '../../../texts/ui-texts.ts'
import { ErrorSummary, type SummedError } from '../form/error-summary.tsx'
import { type Page, stepOf, steps } from '../steps.ts'
import type { Steps } from '../use-steps.ts'

type StepPageProps = {
  page: Page
  title: string
  steps: Steps
  /** What is wrong with the fields now, in their order; shown once the person wants to go on. */
  validationErrors?: readonly SummedError[]
  /** The words on the one thing to do; absent where the content has its own. */
  action?: string | undefined
  /** What going on does, once nothing is wrong. */
  onSubmit?: () => void
  isBusy?: boolean
  /** Children get whether what is wrong is to be said in every field. */
  children: (isChecked: boolean) => ComponentChildren
  /** Below the action; `attempt` does something else once nothing is wrong. */
  after?: (attempt: (act: () => void) => void) => ComponentChildren
}

/**
 * The frame of a page: where one is among the five steps, the heading, what is wrong, the content, and one
 * thing to do.
 */
export function StepPage(props: StepPageProps) {
  const { page, title, validationErrors = [], action, onSubmit, isBusy, after } = props
  const form = useRef<HTMLFormElement>(null)
  const [isChecked, setChecked] = useState(false)
  const attempt = (act: (() => void) | undefined) => {
    if (isBusy) return
    setChecked(validationErrors.length > 0)
    if (validationErrors.length === 0) return act?.()
    // once it is there
    setTimeout(() => form.current?.querySelector<HTMLElement>('.summary')?.focus())
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    attempt(onSubmit)
  }
  return (
    <>
      <StepHead page={page} steps={props.steps} />
      <h1 tabIndex={-1}>{title}</h1>
      <form ref={form} noValidate class="stack" onSubmit={submit}>
        {isChecked && validationErrors.length > 0 && (
          <ErrorSummary validationErrors={validationErrors} form={form} />
        )}
        {props.children(isChecked)}
        {action && (
          <button type="submit" class="primary" aria-disabled={isBusy}>
            {action}
          </button>
        )}
        {after?.(attempt)}
      </form>
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
